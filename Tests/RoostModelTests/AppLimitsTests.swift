import Foundation
import RoostModel
import Testing

@Suite struct AppLimitsTests {
  private func changed(_ set: [String: String], _ unset: [String] = [], from limits: AppLimits = AppLimits()) throws -> AppLimits
  {
    try AppLimitsChange(set: set, unset: unset).applied(to: limits)
  }

  @Test func whatIsSetWinsAndWhatIsNotStays() throws {
    let limits = try changed(["memory": "512M", "cpus": "0.5", "rate": "100/s", "storage": "5G", "open-files": "4096"])
    let over = limits.over(ResourceLimits(memory: ByteCount(1), processes: 9, disk: ByteCount(7)))
    #expect(over == ResourceLimits(memory: .mebibytes(512), cpus: 0.5, processes: 9, disk: ByteCount(7), openFiles: 4096))
    #expect(limits.over(AppQuota(storage: nil, logs: ByteCount(3))) == AppQuota(storage: ByteCount(5 << 30), logs: ByteCount(3)))
    var settings = RouteSettings()
    settings.accessLog = true
    let route = limits.over(settings)
    #expect(route.accessLog == true && route.limits?.rate == RequestRate("100/s"))
    #expect(AppLimits().over(settings) == settings)
    let without = try changed([:], ["memory", "rate", "cpus", "storage", "open-files"], from: limits)
    #expect(without.isEmpty)
  }

  @Test(arguments: [
    ("memory", "1M"), ("memory", "much"), ("memory", "-5M"), ("cpus", "0"), ("cpus", "nan"), ("processes", "3"),
    ("open-files", "1"), ("rate", "100"), ("requests", "0"), ("body", ""), ("storage", "99999999999999G"), ("colour", "red"),
  ])
  func nonsenseIsRefused(_ name: String, _ text: String) {
    let problem = #expect(throws: Problem.self) { try changed([name: text]) }
    #expect(problem?.code == .usageInvalid)
  }

  @Test func oneThatIsWrongChangesNothing() throws {
    #expect(throws: Problem.self) { try changed(["memory": "512M", "cpus": "x"]) }
  }

  @Test func theyAreKeptAsJSON() throws {
    let limits = try changed(["memory": "512M", "rate": "30/m"])
    #expect(try JSONDecoder().decode(AppLimits.self, from: JSONEncoder().encode(limits)) == limits)
    #expect(try JSONDecoder().decode(AppLimits.self, from: Data("{}".utf8)).isEmpty)
  }
}

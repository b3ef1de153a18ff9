import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct RouteLimitsReaderTests {
  private func read(_ limits: String) throws -> RouteLimits? {
    try ProjectSettingsReader.read("gateway: {limits: {\(limits)}}", file: "roost.yml").route.limits
  }

  @Test func everyKeyIsRead() throws {
    let limits = try read(
      "body: 1M, requests: 20, queue: 5, wait: 3, rate: 100/s, burst: 7, client-rate: 30/m, client-burst: 8, first-byte: 60")
    var expected = RouteLimits()
    expected.body = ByteCount(1 << 20)
    (expected.requests, expected.queue, expected.wait) = (20, 5, 3)
    (expected.rate, expected.burst) = (RequestRate(requests: 100, seconds: 1), 7)
    (expected.clientRate, expected.clientBurst) = (RequestRate(requests: 30, seconds: 60), 8)
    expected.firstByte = 60
    #expect(limits == expected)
  }

  @Test(arguments: [
    "body: lots", "body: 0", "requests: 0", "requests: many", "queue: 5", "requests: 1, wait: 5", "rate: 100", "rate: 0/s",
    "burst: 5", "client-burst: 5", "client-rate: 5/d", "first-byte: 0", "first-byte: 4000", "speed: 1",
  ])
  func whatMeansNothingIsRefused(_ limits: String) {
    #expect(throws: DocumentFault.self) { try read(limits) }
  }

  private func settings(_ text: String) throws -> ProjectSettings {
    try ProjectSettingsReader.read(text, file: "roost.yml")
  }

  @Test func requestsMayBeLimitedWhereEverythingElseIs() throws {
    let limits = try settings("limits: {rate: 5/s, requests: 7, body: 1M}\n").route.limits
    #expect(limits?.rate == RequestRate(requests: 5, seconds: 1) && limits?.requests == 7 && limits?.body == ByteCount(1 << 20))
    let both = try settings("limits: {requests: 7}\ngateway: {limits: {queue: 3, rate: 5/s, burst: 9}}\n").route.limits
    #expect(both?.requests == 7 && both?.queue == 3 && both?.rate == RequestRate(requests: 5, seconds: 1) && both?.burst == 9)
    #expect(try settings("limits: {memory: 64M}\n").route.isEmpty)
  }

  @Test(arguments: ["rate: 5/s", "requests: 7", "body: 1M"])
  func whatIsSaidTwiceIsRefusedWithBothLines(_ limit: String) throws {
    let text = "limits:\n  memory: 64M\n  \(limit)\ngateway:\n  limits:\n    \(limit)\n"
    let fault = try #require(#expect(throws: DocumentFault.self) { try settings(text) })
    #expect(fault.text.hasPrefix("roost.yml:3:") && fault.message.contains("line 6 says it too"), "\(fault.text)")
  }

  @Test(arguments: ["rate: fast", "requests: 0", "body: lots"])
  func nonsenseIsRefusedThereToo(_ limit: String) {
    #expect(throws: DocumentFault.self) { try settings("limits: {\(limit)}\n") }
  }
}

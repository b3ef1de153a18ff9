import RoostModel
import Testing

@testable import RoostKeeper

@Suite struct KeptRecordTests {
  @Test func commandsAreRememberedWithinLimits() throws {
    var record = KeptRecord(
      name: try EnvironmentName("dev"), spec: EnvironmentSpec(layers: [], user: 1), madeOf: [], createdAt: 0)
    for raw in UInt32(1)...300 { record.started(ProcessNumber(rawValue: raw), ["sh", "-c", "true"], at: 1) }
    #expect(record.commands.count == 256)
    #expect(record.commands[300]?.words == ["sh", "-c", "true"])
    record.started(ProcessNumber(rawValue: 301), ["sh", String(repeating: "x", count: 100_000), "more"], at: 1)
    #expect(record.commands[301]?.words.joined().count ?? 0 <= 512)
  }

  @Test(arguments: ["", "-a", "A", "a/b", "..", "a..", "a b", "é", String(repeating: "a", count: 41), "1a", "a-"])
  func namesThatAreNone(_ text: String) { #expect(throws: Problem.self) { try EnvironmentName(text) } }

  @Test(arguments: ["a", "dev", "node-22.1", String(repeating: "a", count: 40)])
  func names(_ text: String) throws { #expect(try EnvironmentName(text).text == text) }
}

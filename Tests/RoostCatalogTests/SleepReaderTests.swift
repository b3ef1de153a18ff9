import RoostModel
import Testing

@testable import RoostCatalog

/// `sleep` of `roost.yml`.
@Suite struct SleepReaderTests {
  private func read(_ text: String) throws -> SleepSettings? { try ProjectSettingsReader.read(text, file: "roost.yml").sleep }

  @Test func itsForms() throws {
    #expect(try read("name: shop") == nil)
    #expect(try read("sleep: false") == SleepSettings(isOn: false))
    #expect(try read("sleep: true") == SleepSettings(isOn: true))
    let all = try read("sleep: {after: 15m, stop-after: 1h, awake: \"09:00-18:00 Mon-Fri\", websockets: 30s}")
    #expect(
      all == SleepSettings(isOn: true, after: 900, stopAfter: 3600, websockets: 30, awake: AwakeHours("09:00-18:00 Mon-Fri")))
  }

  @Test(arguments: [
    "sleep: maybe", "sleep: {after: 0}", "sleep: {after: 15}", "sleep: {after: 1h, stop-after: 10m}", "sleep: {awake: always}",
    "sleep: {when: 15m}",
  ])
  func whatIsRefused(_ text: String) { #expect(throws: DocumentFault.self) { try read(text) } }
}

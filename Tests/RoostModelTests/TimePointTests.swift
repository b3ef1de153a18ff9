import Testing

@testable import RoostModel

@Suite struct TimePointTests {
  private static let now = 1_800_000_000.0

  @Test(arguments: [
    ("90s", now - 90), ("15m", now - 900), ("1h", now - 3600), ("2d", now - 172_800), ("1w", now - 604_800), ("1.5h", now - 5400),
    ("1763632800", 1_763_632_800), ("1763632800.5", 1_763_632_800.5), ("2025-11-20", 1_763_596_800),
    ("2025-11-20T10:00Z", 1_763_632_800), ("2025-11-20T10:00", 1_763_632_800), ("2025-11-20T10:00:30.250Z", 1_763_632_830.25),
    ("2025-11-20T11:00+01:00", 1_763_632_800), ("2025-11-20T04:30-05:30", 1_763_632_800), ("2024-02-29", 1_709_164_800),
  ])
  func isRead(_ text: String, _ seconds: Double) { #expect(TimePoint.seconds(text, now: Self.now) == seconds) }

  @Test(arguments: [
    "", "h", "1", "-1h", "1x", "yesterday", "2025-13-01", "2025-02-30", "2025-11-20T25:00Z", "2025-11-20T10Z", "2025-11-20T",
    "1e9", "١h", "2025-11-20T10:00+1", "99999999999999999999999h", "nan", "1763632800x",
  ])
  func isNone(_ text: String) { #expect(TimePoint.seconds(text, now: Self.now) == nil) }

  @Test func whatIsWrittenIsReadAgain() {
    for seconds in [0, 0.001, 951_782_399.999, 1_763_632_830.25, 4_102_444_800] {
      let text = TimePoint.text(seconds)
      #expect(text.count == 24)
      #expect(TimePoint.instant(text[...]) == seconds, "\(text)")
    }
    #expect(TimePoint.text(1_763_632_830.25) == "2025-11-20T10:00:30.250Z")
  }

  @Test func aPositionMaySayWhatWasSeen() {
    for text in ["3:4096", "3:4096:5000"] { #expect(LogPosition(text)?.description == text) }
    for text in ["3", "3:", "3:1:", "3:1:2:3", "-1:2", "3:x", "3:9223372036854775808", "3:1:9223372036854775808"] {
      #expect(LogPosition(text) == nil)
    }
  }
}

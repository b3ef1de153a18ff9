import Testing

@testable import RoostApps

@Suite struct MinuteSpanTests {
  private static func due(_ times: [Int], from start: Int) -> [String] {
    var span = MinuteSpan(from: start)
    return times.map { time in span.advance(to: time).map { "\($0.after)-\($0.until)" } ?? "-" }
  }

  @Test func minutesFollowEachOther() { #expect(Self.due([60, 120, 180], from: 0) == ["0-60", "60-120", "120-180"]) }

  @Test func whatIsLeaptOverIsOneSpan() {
    #expect(Self.due([60, 86_460, 86_520], from: 0) == ["0-60", "60-86460", "86460-86520"])
  }

  @Test func aSmallStepBackRepeatsNothing() { #expect(Self.due([60, 30, 90], from: 0) == ["0-60", "-", "60-90"]) }

  @Test func aClockSetBackByADayGoesOnFromThere() {
    #expect(Self.due([100_000, 10_000, 10_060], from: 99_940) == ["99940-100000", "-", "10000-10060"])
  }
}

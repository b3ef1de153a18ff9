import RoostModel
import Testing

@testable import RoostApps

@Suite struct BackupDueTests {
  /// Of 2026-11-22, a Sunday, at midnight UTC.
  private static let midnight = 1_795_305_600.0
  private let nightly: CronSchedule

  init() throws { nightly = try CronSchedule("0 3 * * *") }

  private func due(last: Double?, now: Double) -> BackupDue { BackupDue(nightly, last: last, now: Self.midnight + now) }

  @Test func itIsDueAtItsMinuteAndNotBefore() {
    #expect(due(last: Self.midnight, now: 3 * 3600 - 1) == .later(Self.midnight + 3 * 3600))
    #expect(due(last: Self.midnight, now: 3 * 3600) == .now)
    #expect(due(last: Self.midnight + 3 * 3600 + 5, now: 3 * 3600 + 20) == .later(Self.midnight + 27 * 3600))
  }

  @Test func whatWasSleptThroughIsDueOnce() {
    let afterTenDays = 10.0 * 86_400 + 3600
    #expect(due(last: Self.midnight, now: afterTenDays) == .now)
    #expect(due(last: Self.midnight + afterTenDays, now: afterTenDays + 60) == .later(Self.midnight + 10 * 86_400 + 3 * 3600))
  }

  @Test func aFirstLookOnlyBegins() { #expect(due(last: nil, now: 5 * 3600) == .begins) }

  /// Else nothing would be backed up until the old time comes again.
  @Test func aClockThatWasSetBackBeginsAnew() { #expect(due(last: Self.midnight + 400 * 86_400, now: 5 * 3600) == .begins) }
}

import Foundation
import SeededRandom
import Testing

@testable import RoostModel

@Suite struct CronScheduleTests {
  private static func seconds(_ text: String) throws -> Int {
    Int(try Date(text, strategy: .iso8601).timeIntervalSince1970)
  }

  @Test(arguments: [
    ("* * * * *", "2026-03-01T10:00:00Z", "2026-03-01T10:01:00Z"),
    ("* * * * *", "2026-03-01T10:00:59Z", "2026-03-01T10:01:00Z"),
    ("*/15 * * * *", "2026-03-01T10:46:00Z", "2026-03-01T11:00:00Z"),
    ("30 4 * * 1-5", "2026-03-06T04:30:00Z", "2026-03-09T04:30:00Z"),
    ("0 0 29 2 *", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z"),
    ("0 0 29 2 *", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00Z"),
    // Both days limited: either.
    ("0 0 13 * 5", "2026-03-01T00:00:00Z", "2026-03-06T00:00:00Z"),
    ("0 0 13 * 5", "2026-03-06T00:00:00Z", "2026-03-13T00:00:00Z"),
    ("0 0 1 * *", "2026-12-15T00:00:00Z", "2027-01-01T00:00:00Z"),
    ("0 12 * jan,JUL sun", "2026-02-01T00:00:00Z", "2026-07-05T12:00:00Z"),
    ("0 0 * * 7", "2026-03-02T00:00:00Z", "2026-03-08T00:00:00Z"),
    ("@hourly", "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z"), ("@weekly", "2026-03-02T00:00:00Z", "2026-03-08T00:00:00Z"),
    ("@monthly", "2026-03-02T00:00:00Z", "2026-04-01T00:00:00Z"), ("@yearly", "2026-03-02T00:00:00Z", "2027-01-01T00:00:00Z"),
  ])
  func theNextTimeIs(_ cron: String, _ after: String, _ next: String) throws {
    #expect(try CronSchedule(cron).next(after: Self.seconds(after)) == Self.seconds(next))
  }

  @Test func localTimeIsAheadOfUTCByItsOffset() throws {
    let daily = try CronSchedule("0 3 * * *")
    #expect(try daily.next(after: Self.seconds("2026-03-01T00:30:00Z"), offset: 3600) == Self.seconds("2026-03-01T02:00:00Z"))
    #expect(try daily.next(after: Self.seconds("2026-03-01T02:00:00Z"), offset: 3600) == Self.seconds("2026-03-02T02:00:00Z"))
    #expect(
      try daily.next(after: Self.seconds("2026-03-01T00:30:00Z"), offset: -5 * 3600) == Self.seconds("2026-03-01T08:00:00Z"))
  }

  @Test(arguments: [
    "", "* * * *", "* * * * * *", "60 * * * *", "-1 * * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *", "* * * 13 *", "* * * * 8",
    "5/10 * * * *", "5-1 * * * *", "*/0 * * * *", "*/99 * * * *", "1,,2 * * * *", "a * * * *", "* * * * mon-", "1-2-3 * * * *",
    "@reboot", "@HOURLY", "0 0 31 2 *", "0 0 31 4,6,9,11 *", "0 0 30 feb *", "\u{0661} * * * *", "1\n* * * *", "+1 * * * *",
    "* * * * */0", "1/2/3 * * * *",
  ])
  func whatIsNoScheduleIsRefused(_ text: String) {
    #expect(throws: CronFault.self) { try CronSchedule(text) }
  }

  @Test func itIsItsTextInJSON() throws {
    let bytes = try JSONEncoder().encode([CronSchedule("@daily")])
    #expect(String(decoding: bytes, as: UTF8.self) == #"["@daily"]"#)
    #expect(try JSONDecoder().decode([CronSchedule].self, from: bytes).first?.text == "@daily")
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([CronSchedule].self, from: Data(#"["* *"]"#.utf8)) }
  }

  /// Against the calendar of Foundation, minute by minute.
  @Test func theNextTimeIsTheFirstMinuteThatFits() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for seed in 0..<UInt64(60) {
      var numbers = SeededRandom(seed: seed)
      let minute = Int.random(in: 0...59, using: &numbers)
      let hours = [Int.random(in: 0...23, using: &numbers), Int.random(in: 0...23, using: &numbers)]
      let day = Bool.random(using: &numbers) ? Int.random(in: 1...28, using: &numbers) : nil
      let weekday = Bool.random(using: &numbers) ? Int.random(in: 0...6, using: &numbers) : nil
      let text = "\(minute) \(hours[0]),\(hours[1]) \(day.map(String.init) ?? "*") * \(weekday.map(String.init) ?? "*")"
      let start = Int.random(in: 0...4_000_000_000, using: &numbers)
      let next = try #require(try CronSchedule(text).next(after: start))
      #expect(next > start && next % 60 == 0, "seed \(seed): \(text) after \(start) is not \(next)")
      func fits(_ time: Int) -> Bool {
        let parts = calendar.dateComponents([.minute, .hour, .day, .weekday], from: Date(timeIntervalSince1970: Double(time)))
        guard parts.minute == minute, let hour = parts.hour, hours.contains(hour) else { return false }
        let byDay = parts.day == day
        let byWeekday = parts.weekday.map { $0 - 1 } == weekday
        if day != nil, weekday != nil { return byDay || byWeekday }
        return (day == nil || byDay) && (weekday == nil || byWeekday)
      }
      #expect(fits(next), "seed \(seed): \(text) after \(start) is not \(next)")
      // Every minute of that number in between, which is all that could fit.
      var time = (start / 3600) * 3600 + minute * 60
      while time < next {
        if time > start { #expect(!fits(time), "seed \(seed): \(text) after \(start) is \(time), not \(next)") }
        time += 3600
      }
    }
  }

  @Test func daysAreCountedAsTheCalendarDoes() {
    for number in stride(from: -800_000, to: 800_000, by: 317) {
      let day = CivilDay(number: number)
      #expect(day.number == number)
      #expect((1...12).contains(day.month) && (1...31).contains(day.day))
    }
    #expect(CivilDay(number: 0) == CivilDay(year: 1970, month: 1, day: 1) && CivilDay(number: 0).weekday == 4)
    #expect(CivilDay(number: -1).weekday == 3)
  }
}

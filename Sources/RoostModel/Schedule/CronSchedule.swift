/// When something is run again and again: the five fields of cron, or one of its words.
///
/// When both fields of days are limited, either will do, as in every cron: `0 0 13 * 5` is each 13th and each Friday.
package struct CronSchedule: Sendable, Equatable {
  /// As it was written.
  package let text: String
  private let minutes: CronField
  private let hours: CronField
  private let days: CronField
  private let months: CronField
  private let weekdays: CronField

  private static let words = [
    "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0", "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
  ]

  package init(_ text: String) throws(CronFault) {
    var line = text
    if text.hasPrefix("@") {
      guard let fields = CronSchedule.words[text] else { throw .unknownWord(String(text.prefix(40))) }
      line = fields
    }
    let fields = line.split { $0 == " " || $0 == "\t" }
    guard fields.count == 5 else { throw .count(fields.count) }
    self.text = text
    minutes = try CronField(fields[0], .minute)
    hours = try CronField(fields[1], .hour)
    days = try CronField(fields[2], .day)
    months = try CronField(fields[3], .month)
    weekdays = try CronField(fields[4], .weekday)
    guard comes else { throw .never }
  }

  /// Some month that fits has some day that fits; what the weekdays say comes in every month.
  private var comes: Bool {
    if !days.isOpen, !weekdays.isOpen { return true }
    guard let day = days.first(from: 1) else { return false }
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains { months.contains($0) && day <= lengths[$0 - 1] }
  }

  /// The first whole minute after a time. Both in seconds since 1970; `offset` is how many seconds local time is ahead of UTC.
  ///
  /// `nil` when none comes within the calendar's whole round of leap days and weekdays.
  package func next(after time: Int, offset: Int = 0) -> Int? {
    let local = time + offset
    let start = (local >= 0 ? local / 60 : (local - 59) / 60) + 1
    let startDay = start >= 0 ? start / 1440 : (start - 1439) / 1440
    var minute = start - startDay * 1440
    var day = CivilDay(number: startDay)
    let end = day.year + 41
    while day.year <= end {
      guard months.contains(day.month) else {
        day = day.firstOfNextMonth
        minute = 0
        continue
      }
      if fits(day), let found = first(from: minute) { return (day.number * 1440 + found) * 60 - offset }
      day = CivilDay(number: day.number + 1)
      minute = 0
    }
    return nil
  }

  private func fits(_ day: CivilDay) -> Bool {
    let (byDay, byWeekday) = (days.contains(day.day), weekdays.contains(day.weekday))
    return days.isOpen || weekdays.isOpen ? byDay && byWeekday : byDay || byWeekday
  }

  /// The first minute of a day, counted from its midnight, that is not before this one.
  private func first(from minute: Int) -> Int? {
    var hour = minute / 60
    var from = minute % 60
    while let next = hours.first(from: hour), next < 24 {
      if next > hour { from = 0 }
      if let found = minutes.first(from: from) { return next * 60 + found }
      hour = next + 1
      from = 0
    }
    return nil
  }
}

extension CronSchedule: TextCoded {
  package var description: String { text }

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    do throws(CronFault) {
      self = try CronSchedule(text)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text.prefix(80))' \(error.sentence)"))
    }
  }
}

/// Hours of the week, as `09:00-18:00 Mon-Fri`. Days may be left out, or stand one by one: `22:00-06:00 Fri,Sat`. Hours
/// that end before they begin end on the next day.
package struct AwakeHours: Sendable, Equatable {
  /// Minutes of the day.
  package let from: Int
  package let until: Int
  /// 0 is Sunday.
  package let days: Set<Int>
  private let text: String

  private static let names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

  /// `nil` for a text that is not of that form.
  package init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard let hours = parts.first?.split(separator: "-", omittingEmptySubsequences: false), hours.count == 2,
      let from = AwakeHours.minutes(hours[0]), let until = AwakeHours.minutes(hours[1]), from != until, from < 1440
    else { return nil }
    guard let days = parts.count == 1 ? Set(0...6) : AwakeHours.days(parts[1]) else { return nil }
    self.from = from
    self.until = until
    self.days = days
    self.text = text
  }

  /// Whether it is such a time at a minute of a day; 0 is Sunday.
  package func contains(day: Int, minute: Int) -> Bool {
    if from < until { return days.contains(day) && minute >= from && minute < until }
    return days.contains(day) && minute >= from || days.contains((day + 6) % 7) && minute < until
  }

  private static func minutes(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440
    else { return nil }
    return hour * 60 + minute
  }

  private static func days(_ text: Substring) -> Set<Int>? {
    var days: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { end in names.firstIndex(of: end.filter { $0 != " " }.lowercased()) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends.last ?? nil else { return nil }
      var day = first
      days.insert(day)
      while day != last {
        day = (day + 1) % 7
        days.insert(day)
      }
    }
    return days
  }
}

extension AwakeHours: TextCoded, LosslessStringConvertible {
  package var description: String { text }
}

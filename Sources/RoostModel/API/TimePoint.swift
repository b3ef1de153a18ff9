/// A moment as people and logs write it. Seconds since 1970. Pure.
package enum TimePoint {
  private static let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]

  /// So long ago (`90s`, `15m`, `1h`, `2d`, `1w`), a day or a time of UTC (`2026-11-20`, `2026-11-20T10:00Z`, `2026-11-20T10:00:30+01:00`),
  /// or seconds since 1970. `nil` is none of these.
  package static func seconds(_ text: String, now: Double) -> Double? {
    if let last = text.last, let unit = units[last], let count = plain(text.dropLast()) { return now - count * unit }
    if let seconds = plain(text[...]), text.prefix(while: \.isNumber).count >= 9 { return seconds }
    return instant(text[...])
  }

  /// Digits, at most one point between them.
  private static func plain(_ text: Substring) -> Double? {
    guard !text.isEmpty, text.utf8.count <= 20, text.utf8.allSatisfy({ ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }) else {
      return nil
    }
    return Double(text)
  }

  /// `2026-11-20T10:00:30.250Z`; what comes after the day may be missing.
  package static func instant(_ text: Substring) -> Double? {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let day = day(parts[0]) else { return nil }
    guard parts.count == 2 else { return day }
    guard let (clock, offset) = zone(parts[1]), let time = time(clock) else { return nil }
    return day + time - offset
  }

  private static func day(_ text: Substring) -> Double? {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 3, let year = number(fields[0], 4, 1970...9999), let month = number(fields[1], 2, 1...12),
      let day = number(fields[2], 2, 1...31)
    else { return nil }
    let civil = CivilDay(year: year, month: month, day: day)
    guard CivilDay(number: civil.number) == civil else { return nil }
    return Double(civil.number) * 86_400
  }

  private static func time(_ text: Substring) -> Double? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count), let hour = number(fields[0], 2, 0...23), let minute = number(fields[1], 2, 0...59)
    else {
      return nil
    }
    guard fields.count == 3 else { return Double(hour * 3600 + minute * 60) }
    guard let second = plain(fields[2]), second < 61 else { return nil }
    return Double(hour * 3600 + minute * 60) + second
  }

  /// The time without its zone, and how far that is ahead of UTC.
  private static func zone(_ text: Substring) -> (Substring, Double)? {
    if text.hasSuffix("Z") { return (text.dropLast(), 0) }
    guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return (text, 0) }
    let fields = text[text.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 2, let hour = number(fields[0], 2, 0...14), let minute = number(fields[1], 2, 0...59) else {
      return nil
    }
    let offset = Double(hour * 3600 + minute * 60)
    return (text[..<sign], text[sign] == "-" ? -offset : offset)
  }

  private static func number(_ text: Substring, _ digits: Int, _ range: ClosedRange<Int>) -> Int? {
    guard text.utf8.count == digits, text.utf8.allSatisfy(ASCII.isDigit), let number = Int(text),
      range.contains(number)
    else { return nil }
    return number
  }

  /// `2026-11-20T10:00:30.250Z`
  package static func text(_ seconds: Double) -> String {
    let milliseconds = Int((max(0, min(seconds, 2e11)) * 1000).rounded())
    let day = CivilDay(number: milliseconds / 86_400_000)
    let rest = milliseconds % 86_400_000
    let date = [padded(day.year, 4), padded(day.month, 2), padded(day.day, 2)].joined(separator: "-")
    let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }.joined(separator: ":")
    return "\(date)T\(clock).\(padded(rest % 1000, 3))Z"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// One of the five fields of a cron schedule: which of its numbers fit.
struct CronField: Sendable, Equatable {
  /// Bit n is the number n.
  var numbers: UInt64
  /// It begins with `*`: for the two fields of days, the other one alone decides.
  var isOpen: Bool

  func contains(_ number: Int) -> Bool { numbers & (1 << UInt64(number)) != 0 }

  /// The smallest number that fits and is not below this one.
  func first(from number: Int) -> Int? {
    guard number < 64 else { return nil }
    let rest = numbers & ~((1 << UInt64(number)) - 1)
    return rest == 0 ? nil : rest.trailingZeroBitCount
  }

  /// Which numbers a field may hold, and the words that stand for some.
  struct Kind: Sendable {
    var name: String
    var range: ClosedRange<Int>
    /// The first stands for the lowest number.
    var words: [String] = []

    static let minute = Kind(name: "minute", range: 0...59)
    static let hour = Kind(name: "hour", range: 0...23)
    static let day = Kind(name: "day of the month", range: 1...31)
    static let month = Kind(
      name: "month", range: 1...12,
      words: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
    /// 7 is Sunday, too.
    static let weekday = Kind(
      name: "day of the week", range: 0...7, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])
  }

  init(_ text: Substring, _ kind: Kind) throws(CronFault) {
    isOpen = text.utf8.first == UInt8(ascii: "*")
    numbers = 0
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      for number in try CronField.numbers(of: part, kind) { numbers |= 1 << UInt64(number) }
    }
    if kind.range.upperBound == 7, contains(7) { numbers = (numbers | 1) & 0x7F }
  }

  /// `*`, `5`, `1-5`, `*/15`, `8-18/2`.
  private static func numbers(of part: Substring, _ kind: Kind) throws(CronFault) -> StrideThrough<Int> {
    let pieces = part.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(pieces.count) else { throw CronFault.field(kind.name, String(part.prefix(40))) }
    let span = try span(pieces[0], kind, part)
    guard pieces.count == 2 else { return stride(from: span.lowerBound, through: span.upperBound, by: 1) }
    let isSpan = pieces[0] == "*" || pieces[0].contains("-")
    guard isSpan, let step = digits(pieces[1]), (1...60).contains(step) else {
      throw CronFault.field(kind.name, String(part.prefix(40)))
    }
    return stride(from: span.lowerBound, through: span.upperBound, by: step)
  }

  private static func span(_ text: Substring, _ kind: Kind, _ part: Substring) throws(CronFault) -> ClosedRange<Int> {
    if text == "*" { return kind.range.upperBound == 7 ? 0...6 : kind.range }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = ends.compactMap { number($0, kind) }
    guard numbers.count == ends.count, (1...2).contains(numbers.count), numbers[0] <= numbers[numbers.count - 1] else {
      throw CronFault.field(kind.name, String(part.prefix(40)))
    }
    return numbers[0]...numbers[numbers.count - 1]
  }

  private static func number(_ text: Substring, _ kind: Kind) -> Int? {
    if let index = kind.words.firstIndex(of: text.lowercased()) { return kind.range.lowerBound + index }
    guard let number = digits(text), kind.range.contains(number) else { return nil }
    return number
  }

  private static func digits(_ text: Substring) -> Int? {
    let zero = UInt8(ascii: "0")
    guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (zero...zero + 9).contains($0) }) else { return nil }
    return Int(text)
  }
}

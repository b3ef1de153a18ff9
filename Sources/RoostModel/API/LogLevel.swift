/// How bad a line of output says it is.
package enum LogLevel: String, Codable, Sendable, CaseIterable, Comparable {
  case debug, info, warning, error

  package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .debug: 0
    case .info: 1
    case .warning: 2
    case .error: 3
    }
  }

  private static let words: [String: LogLevel] = [
    "trace": .debug, "debug": .debug, "verbose": .debug, "info": .info, "information": .info, "notice": .info, "warn": .warning,
    "warning": .warning, "error": .error, "err": .error, "severe": .error, "critical": .error, "crit": .error, "fatal": .error,
    "panic": .error, "alert": .error, "emerg": .error, "emergency": .error, "traceback": .error,
  ]
  /// What stands further behind is no level but what the line tells.
  private static let reach = 240

  /// What the line names itself: a word in capitals, in brackets, before a colon or as the value of `level`; `ValueError:`. `nil` for a
  /// line that says nothing of the kind.
  package static func of(_ line: String) -> LogLevel? {
    var words = Words(Array(line.utf8.prefix(reach)))
    while let word = words.next() {
      if word.isKey, let number = words.number { return level(ofNumber: number) }
      if let level = level(of: word) { return level }
    }
    return nil
  }

  private static func level(of word: Words.Word) -> LogLevel? {
    let text = word.text.lowercased()
    if word.isBeforeColon, ["Error", "Exception"].contains(where: word.text.hasSuffix) { return .error }
    guard let level = words[text] else { return nil }
    let isCapital = word.text.utf8.allSatisfy { (65...90).contains($0) }
    return isCapital || word.isBeforeColon || word.isInBrackets || word.isValue || text == "traceback" ? level : nil
  }

  /// As bunyan and pino count.
  private static func level(ofNumber number: Int) -> LogLevel {
    number >= 50 ? .error : number >= 40 ? .warning : number >= 30 ? .info : .debug
  }
}

/// Where a line was written to, as people say it.
package enum LogStream: String, Codable, Sendable, CaseIterable {
  case out, err
  package var channel: OutputChannel { self == .out ? .standardOutput : .standardError }

  package init?(_ channel: OutputChannel) {
    switch channel {
    case .standardOutput: self = .out
    case .standardError: self = .err
    case .terminal: return nil
    }
  }
}

/// The runs of letters in a line, with what stands around them.
private struct Words {
  struct Word {
    var text: String
    var isBeforeColon = false
    var isInBrackets = false
    /// Behind `level=` or `"level":`.
    var isValue = false
    /// It is `level` itself.
    var isKey = false
  }

  private let bytes: [UInt8]
  private var place = 0
  private var valueFollows = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private func byte(_ index: Int) -> UInt8? { bytes.indices.contains(index) ? bytes[index] : nil }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

  mutating func next() -> Word? {
    while let byte = byte(place), !Words.isLetter(byte) {
      // What a terminal takes for a colour: its letter is no word.
      if byte == 0x1B { skipSequence() } else { place += 1 }
    }
    guard place < bytes.count else { return nil }
    let start = place
    while let byte = byte(place), Words.isLetter(byte) { place += 1 }
    var word = Word(text: String(decoding: bytes[start..<place], as: UTF8.self))
    let (before, after) = (start > 0 ? bytes[start - 1] : nil, byte(place))
    word.isInBrackets = (before == UInt8(ascii: "[") && after == UInt8(ascii: "]")) || (before == 60 && after == 62)
    word.isBeforeColon = after == UInt8(ascii: ":")
    word.isValue = valueFollows
    let name = word.text.lowercased()
    word.isKey = ["level", "lvl", "severity", "levelname"].contains(name) && (after == UInt8(ascii: "=") || after == 34)
    valueFollows = word.isKey
    return word
  }

  /// The number behind a key: `"level":50`.
  var number: Int? {
    var index = place
    while let byte = byte(index), byte == 34 || byte == 61 || byte == 58 || byte == 32 { index += 1 }
    let digits = bytes[min(index, bytes.count)...].prefix { (48...57).contains($0) }.prefix(4)
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private mutating func skipSequence() {
    place += 1
    guard byte(place) == UInt8(ascii: "[") else { return }
    place += 1
    while let byte = byte(place), !(0x40...0x7E).contains(byte) { place += 1 }
    place += 1
  }
}

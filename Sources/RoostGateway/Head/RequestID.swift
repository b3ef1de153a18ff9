/// What names one request in logs on both sides of the gateway: X-Request-Id.
enum RequestID {
  static let longest = 128

  /// Letters, digits and `-_.:/+=@`, at least eight: what common tracers write, and nothing a log could be fooled with.
  static func isTrusted(_ value: Span, in bytes: Bytes) -> Bool {
    guard (8...longest).contains(value.count) else { return false }
    return (value.start..<value.end).allSatisfy { isAllowed(bytes[$0]) }
  }

  /// 128 random bits in hexadecimal. They tell requests apart and protect nothing.
  static func make(_ random: inout some RandomNumberGenerator) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(32)
    for word in [random.next(), random.next()] {
      for shift in stride(from: 60, through: 0, by: -4) { text.append(digits[Int(word >> UInt64(shift) & 15)]) }
    }
    return text
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func isAllowed(_ byte: UInt8) -> Bool {
    isDigit(byte) || lowercased(byte) &- UInt8(ascii: "a") < 26 || marks.contains(byte)
  }

  private static let marks = Array("-_.:/+=@".utf8)
}

/// Content-Length as RFC 9110 writes it: digits alone, once.
enum ContentLength {
  @inline(__always)
  static func parse(_ value: Span, in bytes: Bytes) throws(MessageFault) -> Int {
    guard (1...18).contains(value.count) else { throw .length }
    var length = 0
    var index = value.start
    while index < value.end {
      guard isDigit(bytes[index]) else { throw .length }
      length = length * 10 + Int(bytes[index] & 15)
      index += 1
    }
    return length
  }
}

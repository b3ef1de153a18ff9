/// What a path may hold beyond plain characters. A browser never sends what is refused here: it resolves dot
/// segments, encoded ones included, before it asks.
enum PathRules {
  static func check(_ path: Span, in bytes: Bytes) throws(MessageFault) {
    var segment: [UInt8] = []
    var index = path.start
    while index < path.end {
      var byte = bytes[index]
      var width = 1
      if byte == UInt8(ascii: "%") {
        byte = try decoded(at: index, before: path.end, in: bytes)
        width = 3
      }
      if byte == UInt8(ascii: "/"), width == 1 {
        guard !isDots(segment) else { throw .target }
        segment.removeAll(keepingCapacity: true)
      } else {
        segment.append(byte)
      }
      index += width
    }
    guard !isDots(segment) else { throw .target }
  }

  private static func isDots(_ segment: [UInt8]) -> Bool {
    // "..%2fx" becomes a dot segment for whoever decodes twice, so an encoded slash ends a segment here too.
    segment.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .contains { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }
  }

  private static func decoded(at index: Int, before end: Int, in bytes: Bytes) throws(MessageFault) -> UInt8 {
    guard index + 2 < end, let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2]) else { throw .target }
    let byte = high << 4 | low
    guard byte != 0 else { throw .target }
    return byte
  }
}

/// 0 to 15, or `nil` for what is not a hexadecimal digit.
@inline(__always)
func hexValue(_ byte: UInt8) -> UInt8? {
  if isDigit(byte) { return byte & 15 }
  let letter = lowercased(byte) &- UInt8(ascii: "a")
  return letter < 6 ? letter + 10 : nil
}

/// The characters of a method or a field name (RFC 9110, 5.6.2).
enum Token {
  /// One bit a character, 0 to 63: `!#$%&'*+-.` and digits.
  private static var lowerHalf: UInt64 { 0x03FF_6CFA_0000_0000 }
  /// 64 to 127: letters and `` ^_`|~ ``.
  private static var upperHalf: UInt64 { 0x57FF_FFFF_C7FF_FFFE }

  @inline(__always)
  static func contains(_ byte: UInt8) -> Bool {
    let bits = byte < 64 ? lowerHalf : byte < 128 ? upperHalf : 0
    return bits >> UInt64(byte & 63) & 1 == 1
  }

  static func isWellFormed(_ span: Span, in bytes: Bytes) -> Bool {
    !span.isEmpty && (span.start..<span.end).allSatisfy { contains(bytes[$0]) }
  }
}

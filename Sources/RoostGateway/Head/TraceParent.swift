/// The `traceparent` field of W3C Trace Context: `00-` trace id `-` parent id `-` flags, in lower-case hexadecimal.
enum TraceParent {
  /// The trace's id, or `nil` where the field is not well-formed. It is passed on untouched either way.
  static func traceID(_ value: Span, in bytes: Bytes) -> [UInt8]? {
    guard value.count >= 55 else { return nil }
    let text = Array(UnsafeBufferPointer(start: bytes + value.start, count: value.count))
    let version = Array(text[0..<2])
    let trace = Array(text[3..<35])
    guard text[2] == dash, text[35] == dash, text[52] == dash, isHex(version), isHex(trace), isHex(text[36..<52]),
      isHex(text[53..<55]), version != Array("ff".utf8), trace.contains(where: { $0 != zero }),
      text[36..<52].contains(where: { $0 != zero })
    else { return nil }
    // A later version may say more behind another dash; this one may not.
    guard text.count == 55 || (version != Array("00".utf8) && text[55] == dash) else { return nil }
    return trace
  }

  private static let dash = UInt8(ascii: "-")
  private static let zero = UInt8(ascii: "0")

  private static func isHex(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.allSatisfy { isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
  }
}

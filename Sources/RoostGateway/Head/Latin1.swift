/// Text in which each character is one byte, so that bytes no encoding explains survive a change around them.
enum Latin1 {
  static func text(_ span: Span, in bytes: Bytes) -> String {
    var text = String.UnicodeScalarView()
    for index in span.start..<span.end { text.append(Unicode.Scalar(bytes[index])) }
    return String(text)
  }

  static func bytes(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
}

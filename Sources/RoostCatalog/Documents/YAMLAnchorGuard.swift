/// Refuses a YAML text that defines an anchor, before it is parsed: a few nested anchors stand for billions of values.
///
/// An anchor is `&name` where a value may begin. Looking at the text alone, a quoted or continued text that holds such a
/// place is refused too; that is the safe side.
enum YAMLAnchorGuard {
  static func check(_ text: String, file: String) throws(DocumentFault) {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return }
    var scanner = TextScanner(text, file: file)
    var valueMayBegin = true
    while let byte = scanner.current {
      if byte == UInt8(ascii: "&"), valueMayBegin, startsName(scanner.peek(1)) {
        throw scanner.fault("anchors ('&name') are not accepted; write the value out, or put it in quotes if it is a text")
      }
      if byte == UInt8(ascii: "!"), valueMayBegin {
        scanner.skip { !isBlank($0) }
        continue
      }
      if !isBlank(byte) { valueMayBegin = beginners.contains(byte) } else if isBreak(byte) { valueMayBegin = true }
      scanner.advance()
    }
  }

  /// `- & ? : [ { ,` and the document marker come before values.
  private static let beginners = Set("-?:[{,".utf8)

  private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || isBreak(byte) }
  private static func startsName(_ byte: UInt8?) -> Bool { byte.map { !isBlank($0) && $0 != UInt8(ascii: "&") } ?? false }
}

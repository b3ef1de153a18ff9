/// What an account or a token is called: 1 to 40 of `a-z`, `0-9`, `-`, `_` and `.`, beginning with a letter or a digit.
package struct AccessName: Hashable, Sendable, TextCoded, Comparable {
  package let text: String
  package var description: String { text }

  package init(_ text: String) throws(Problem) {
    let bytes = Array(text.utf8)
    let others = [UInt8(ascii: "_"), UInt8(ascii: ".")]
    guard (1...40).contains(bytes.count), let first = bytes.first, ASCII.isLowercase(first) || ASCII.isDigit(first),
      bytes.allSatisfy({ ASCII.isLabel($0) || others.contains($0) })
    else {
      throw Problem(
        .usageInvalid, "\(text.debugDescription.prefix(80)) is not a usable name",
        hint: "use 1 to 40 of a-z, 0-9, '-', '_' and '.', beginning with a letter or a digit: ci-shop")
    }
    self.text = text
  }

  package init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }
  package static func < (left: AccessName, right: AccessName) -> Bool { left.text < right.text }
}

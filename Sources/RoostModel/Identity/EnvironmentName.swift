/// The name somebody gives to an environment, or to a snapshot of one.
///
/// 1 to 40 characters of `a-z`, `0-9`, `-` and `.`, beginning with a letter, ending in a letter or a digit: safe as a path segment.
package struct EnvironmentName: Hashable, Sendable, TextCoded {
  package let text: String
  package var description: String { text }

  package init(_ text: String) throws(Problem) {
    guard EnvironmentName.isWellFormed(Array(text.utf8)) else {
      throw Problem(
        .usageInvalid, "\(text.debugDescription.prefix(80)) is not a valid name",
        hint: "use 1 to 40 of a-z, 0-9, '-' and '.', beginning with a letter: roost env create my-env")
    }
    self.text = text
  }

  private static func isWellFormed(_ bytes: [UInt8]) -> Bool {
    guard bytes.count <= 40, let first = bytes.first, let last = bytes.last else { return false }
    guard ASCII.isLowercase(first), ASCII.isLowercase(last) || ASCII.isDigit(last) else { return false }
    return bytes.allSatisfy { ASCII.isLabel($0) || $0 == UInt8(ascii: ".") }
  }

  package init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }
}

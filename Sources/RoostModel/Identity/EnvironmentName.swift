/// The name somebody gives to an environment, or to a snapshot of one.
///
/// 1 to 40 characters of `a-z`, `0-9`, `-` and `.`, beginning with a letter, ending in a letter or a digit: safe as a path segment.
package struct EnvironmentName: Hashable, Sendable, Codable, CustomStringConvertible {
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
    guard isLetter(first), isLetter(last) || isDigit(last) else { return false }
    return bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  package init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

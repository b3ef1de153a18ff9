/// The name of an app: what the user types, part of its URL, never part of a path on disk.
///
/// 2 to 40 characters of `a-z`, `0-9` and `-`, beginning with a letter, not ending in `-`, not reserved.
package struct AppName: Hashable, Sendable, Codable, CustomStringConvertible {
  package let text: String
  package var description: String { text }

  /// Names that would be mistaken for a part of Roost's own URLs.
  package static let reserved: Set<String> = ["api", "app", "apps", "roost", "www", "localhost", "health", "metrics", "hooks"]

  package init(_ text: String) throws(Problem) {
    guard AppName.isWellFormed(text) else {
      throw Problem(
        .appNameInvalid, "\(text.debugDescription.prefix(80)) is not a valid app name",
        hint: "use 2 to 40 of a-z, 0-9 and '-', beginning with a letter: roost deploy DIR --name my-app")
    }
    guard !AppName.reserved.contains(text) else {
      throw Problem(
        .appNameInvalid, "'\(text)' is reserved by Roost", hint: "choose another name: roost deploy DIR --name my-\(text)")
    }
    self.text = text
  }

  /// The route of what forges send. No app can have this name.
  package static let hooks = AppName(builtIn: "hooks")

  private init(builtIn text: String) { self.text = text }

  private static func isWellFormed(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (2...40).contains(bytes.count), let first = bytes.first, isLetter(first), bytes.last != hyphen else { return false }
    return bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == hyphen }
  }

  private static let hyphen = UInt8(ascii: "-")
  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  package init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

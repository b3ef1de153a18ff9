/// The name of an app: what the user types, part of its URL, never part of a path on disk.
///
/// 2 to 40 characters of `a-z`, `0-9` and `-`, beginning with a letter, not ending in `-`, not reserved.
package struct AppName: Hashable, Sendable, TextCoded {
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
    guard (2...40).contains(bytes.count), let first = bytes.first, ASCII.isLowercase(first), bytes.last != UInt8(ascii: "-")
    else { return false }
    return bytes.allSatisfy(ASCII.isLabel)
  }

  package init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }
}

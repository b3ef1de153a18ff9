/// Names that stand for versions: `lts` for `24`, `latest` for the newest there is.
package struct Channels: Hashable, Sendable, Codable {
  package enum Meaning: Hashable, Sendable, Codable {
    /// The newest final version there is, not merely the newest installed.
    case newest
    /// A selector that is no channel.
    case versions(String)
  }

  private let meanings: [String: Meaning]

  package init(_ meanings: [String: Meaning]) { self.meanings = meanings }

  package subscript(name: String) -> Meaning? { meanings[name] }

  /// Sorted.
  package var names: [String] { meanings.keys.sorted() }
}

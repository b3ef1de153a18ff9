/// A directory that stands in for `/tmp` in a command's words. Pure.
struct PrivatePlace {
  let directory: String

  private static let shared = "/tmp"

  /// `cd /tmp; ls /var/tmp /tmp/a` is `cd DIR; ls /var/tmp DIR/a`.
  func inserted(in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let found = rest.firstRange(of: PrivatePlace.shared) {
      let before = text[..<found.lowerBound].last
      let after = text[found.upperBound...].first
      let isWhole =
        !(before.map(PrivatePlace.continues) ?? false) && !(after.map { $0 != "/" && PrivatePlace.continues($0) } ?? false)
      result += rest[..<found.lowerBound] + (isWhole ? directory : PrivatePlace.shared)
      rest = rest[found.upperBound...]
    }
    return result + rest
  }

  /// Whether a character next to it makes it part of another path.
  private static func continues(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_-./".contains(character)
  }
}

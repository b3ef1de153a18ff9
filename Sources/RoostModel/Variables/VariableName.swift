/// The name of a variable that an app gets: `A-Z`, `a-z`, `0-9` and `_`, not beginning with a digit, not one of Roost's own.
package struct VariableName: Hashable, Sendable, Comparable, TextCoded {
  package let text: String
  package var description: String { text }

  package static let longest = 128
  /// What Roost says itself, besides everything that begins with ``reservedPrefix``.
  package static let reserved: Set<String> = ["HOME", "HOST", "PATH", "PORT"]
  package static let reservedPrefix = "ROOST_"

  package init(_ text: String) throws(Problem) {
    guard VariableName.isWellFormed(text) else {
      throw Problem(
        .variableInvalid, "\(text.debugDescription.prefix(80)) cannot be the name of a variable",
        hint: "use at most \(VariableName.longest) of A-Z, a-z, 0-9 and _, not beginning with a digit: DATABASE_URL")
    }
    guard !VariableName.isReserved(text) else {
      throw Problem(
        .variableInvalid, "\(text) is said by Roost itself",
        hint: "choose another name; the port is `port` in roost.yml, and what Roost says is in: roost app env --help")
    }
    self.text = text
  }

  package static func isReserved(_ text: String) -> Bool { reserved.contains(text) || text.hasPrefix(reservedPrefix) }

  package static func isWellFormed(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= longest, !ASCII.isDigit(first) else { return false }
    return text.utf8.allSatisfy(ASCII.isWord)
  }

  package static func < (one: VariableName, other: VariableName) -> Bool { one.text < other.text }
}

extension VariableName {
  package init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }
}

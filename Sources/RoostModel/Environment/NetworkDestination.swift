/// A place on the network that an environment may reach: a name, an IPv4 address or an IPv4 range, with a port or with all.
package struct NetworkDestination: Hashable, Sendable, LosslessStringConvertible {
  /// `db.example.com`, `192.0.2.7` or `192.0.2.0/24`.
  package let host: String
  /// `nil` is every port.
  package let port: UInt16?

  /// `nil` when it is neither a name nor an address. Names hold letters, digits, `-` and `.`; no wildcards, because a name
  /// is looked up once for all and the answer is what may be reached.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, NetworkDestination.isHost(first) else { return nil }
    host = first.lowercased()
    guard parts.count == 2 else {
      port = nil
      return
    }
    guard let port = UInt16(parts[1]), port > 0 else { return nil }
    self.port = port
  }

  package var description: String { port.map { "\(host):\($0)" } ?? host }

  private static func isHost(_ text: Substring) -> Bool {
    let range = text.split(separator: "/", omittingEmptySubsequences: false)
    guard range.count <= 2, let name = range.first, isName(name) else { return false }
    guard range.count == 2 else { return true }
    guard let length = UInt8(range[1]), length <= 32 else { return false }
    return name.split(separator: ".", omittingEmptySubsequences: false).count == 4 && name.allSatisfy { $0.isNumber || $0 == "." }
  }

  private static func isName(_ name: Substring) -> Bool {
    guard (1...253).contains(name.utf8.count) else { return false }
    return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.utf8.first != UInt8(ascii: "-")
        && label.utf8.allSatisfy(isNamePart)
    }
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

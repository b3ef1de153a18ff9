/// A path that an app answers at, with everything below it.
package struct RoutePath: Hashable, Sendable, Codable {
  /// `/shop`, without a slash at the end; empty for everything.
  package let path: String
  /// Whether the app sees its requests without it.
  package let strip: Bool

  private static let longest = 200

  /// `nil` when `text` is not made of plain segments: letters, digits, `-`, `.`, `_` and `~`.
  package init?(_ text: String, strip: Bool = true) {
    guard text.hasPrefix("/"), text.utf8.count <= RoutePath.longest else { return nil }
    let path = text.hasSuffix("/") ? text.dropLast() : text[...]
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard path.isEmpty || segments.allSatisfy(RoutePath.isPlain) else { return nil }
    self.path = String(path)
    self.strip = strip
  }

  /// Whether the first segment is one of Roost's own on the host of the gateway, or reads as a project's apps.
  package var isReserved: Bool {
    let segments = path.split(separator: "/")
    guard let first = segments.first else { return false }
    return first == ".well-known" || AppName.reserved.contains(String(first)) || (segments.count > 1 && segments[1] == "app")
  }

  private static func isPlain(_ segment: Substring) -> Bool {
    !segment.isEmpty && segment != "." && segment != ".."
      && segment.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
          true
        default: false
        }
      }
  }
}

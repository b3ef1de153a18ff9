/// A host name that an app answers at, in lower case and without a port: `shop.example.com`, or `*.shop.example.com` for
/// every name with one label in the star's place, as in a certificate.
package struct RouteHost: Hashable, Sendable, TextCoded, LosslessStringConvertible {
  package let description: String

  /// `nil` for what is no host name, for addresses, and for `localhost`, which is the gateway's own.
  package init?(_ text: String) {
    let name = text.lowercased()
    let labels = (name.hasPrefix("*.") ? name.dropFirst(2) : name[...]).split(separator: ".", omittingEmptySubsequences: false)
    guard (1...253).contains(name.utf8.count), labels.allSatisfy(RouteHost.isLabel), labels != ["localhost"],
      let last = labels.last, !last.allSatisfy(\.isNumber)
    else { return nil }
    description = name
  }

  package var isWildcard: Bool { description.hasPrefix("*.") }

  private static func isLabel(_ label: Substring) -> Bool {
    let bytes = label.utf8
    let hyphen = UInt8(ascii: "-")
    return (1...63).contains(bytes.count) && bytes.first != hyphen && bytes.last != hyphen
      && bytes.allSatisfy(ASCII.isLabel)
  }
}

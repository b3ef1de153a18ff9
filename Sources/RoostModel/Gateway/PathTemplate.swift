/// Where a rule leads: a path or, in a redirect, a whole address, with `:splat` and `:id` for what a ``PathPattern`` found.
package struct PathTemplate: Hashable, Sendable, Codable, LosslessStringConvertible {
  package let description: String

  /// A name never stands in the host of an address: nothing that a request says chooses where it leads.
  package init?(_ text: String) {
    let path = PathTemplate.path(of: text)
    guard path.hasPrefix("/"), !path.hasPrefix("//"), text.utf8.count <= 1000,
      path.utf8.allSatisfy({ PathPattern.isPathByte($0) || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") })
    else { return nil }
    guard path.startIndex == text.startIndex || CrossOrigin.isOrigin(String(text[..<path.startIndex])) else { return nil }
    description = text
  }

  /// Begins with a scheme and a host.
  package var isWhole: Bool { !description.hasPrefix("/") }

  /// The names it needs.
  package var names: [String] { parts.compactMap { $0.isName ? $0.text : nil } }

  /// A path begins with one slash, whatever stands for a name: `//host` would lead to another host.
  package func filled(with values: [String: String]) -> String {
    let start =
      isWhole ? description.distance(from: description.startIndex, to: PathTemplate.path(of: description).startIndex) : 0
    let authority = description.prefix(start)
    let path = parts.map { $0.isName ? values[$0.text] ?? "" : $0.text }.joined()
    return authority + "/" + path.drop { $0 == "/" }
  }

  private var parts: [(isName: Bool, text: String)] {
    var parts: [(isName: Bool, text: String)] = []
    var rest = PathTemplate.path(of: description)
    while let colon = rest.firstIndex(of: ":") {
      parts.append((false, String(rest[..<colon])))
      let name = rest[rest.index(after: colon)...].prefix { PathTemplate.isNameByte($0.utf8.first ?? 0) && $0.utf8.count == 1 }
      parts.append(name.isEmpty ? (false, ":") : (true, String(name)))
      rest = rest[name.endIndex...]
    }
    return parts + [(false, String(rest))]
  }

  /// What follows scheme and host.
  private static func path(of text: String) -> Substring {
    guard let end = text.firstRange(of: "://") else { return text[...] }
    return text[end.upperBound...].drop { $0 != "/" }
  }

  static func isName(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isNameByte) }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let template = PathTemplate(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a path or an address")
    }
    self = template
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

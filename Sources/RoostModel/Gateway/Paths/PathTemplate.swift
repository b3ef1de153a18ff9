/// Where a rule leads: a path or a whole address, with `:splat` and `:id` for what a ``PathPattern`` found.
package struct PathTemplate: Sendable, Equatable, TextCoded, LosslessStringConvertible {
  private enum Piece: Sendable, Equatable {
    case text(String)
    case name(String)
  }

  package let description: String
  /// Scheme and host of an address, empty for a path.
  private let origin: String
  private let pieces: [Piece]

  /// A name never stands in the host of an address: nothing that a request says chooses where it leads.
  package init(parsing text: Substring) throws(PathRuleFault) {
    let origin = PathTemplate.origin(of: text)
    let path = text[origin.endIndex...]
    guard text.utf8.count <= 2000, !path.hasPrefix("//"),
      path.utf8.allSatisfy({ PathPattern.isPathByte($0) || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }),
      origin.isEmpty ? path.hasPrefix("/") : CrossOrigin.isOrigin(origin.lowercased())
    else { throw .destination }
    self.origin = origin.lowercased()
    pieces = PathTemplate.pieces(path)
    description = String(text)
  }

  package init?(_ text: String) {
    do throws(PathRuleFault) { try self.init(parsing: text[...]) } catch { return nil }
  }

  /// Begins with a scheme and a host.
  package var isWhole: Bool { !origin.isEmpty }

  /// The names it needs.
  package var names: [String] {
    pieces.compactMap { piece in if case .name(let name) = piece { name } else { nil } }
  }

  /// A path begins with exactly one slash, whatever stands for a name: `//host` would lead to another host.
  package func filled(with found: [String: String]) -> String {
    var path = ""
    for piece in pieces {
      switch piece {
      case .text(let text): path += text
      case .name(let name): path += found[name] ?? ""
      }
    }
    return origin + "/" + path.drop { $0 == "/" }
  }

  private static func pieces(_ path: Substring) -> [Piece] {
    var pieces: [Piece] = []
    var rest = path
    while let colon = rest.firstIndex(of: ":") {
      let name = PathName.prefix(of: rest[colon...].dropFirst())
      pieces.append(.text(String(name.isEmpty ? rest[...colon] : rest[..<colon])))
      if !name.isEmpty { pieces.append(.name(String(name))) }
      rest = name.isEmpty ? rest[colon...].dropFirst() : rest[name.endIndex...]
    }
    return pieces + [.text(String(rest))]
  }

  /// What stands before the path of a whole address.
  private static func origin(of text: Substring) -> Substring {
    guard !text.hasPrefix("/"), let end = text.firstRange(of: "://") else { return text.prefix(0) }
    return text[..<(text[end.upperBound...].firstIndex { "/?#".contains($0) } ?? text.endIndex)]
  }
}

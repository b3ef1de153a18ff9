/// Where a redirect leads: a path of the site, or an address, with `:name` for what the pattern found.
package struct SiteDestination: Sendable, Equatable {
  private enum Piece: Sendable, Equatable {
    case text(String)
    case name(String)
  }

  /// `http://` or `https://` and a host, else a path of the same site.
  package let isAddress: Bool
  private let pieces: [Piece]

  /// `names` are those that the pattern knows.
  init(_ text: Substring, names: [String]) throws(SiteRuleFault) {
    isAddress = !text.hasPrefix("/")
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }) else { throw .destination }
    let host = isAddress ? try SiteDestination.host(of: text) : text.prefix(0)
    pieces = [.text(String(host))] + (try SiteDestination.pieces(text[host.endIndex...], names))
  }

  /// A path has exactly one slash at its start: what follows two is a host to a browser, whoever sent it.
  package func text(_ found: [String: String]) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .name(let name): result += found[name] ?? ""
      }
    }
    return isAddress ? result : "/" + result.drop { $0 == "/" }
  }

  /// The scheme and the host, which nothing that a client sent may become part of.
  private static func host(of text: Substring) throws(SiteRuleFault) -> Substring {
    guard let start = text.firstRange(of: "://"), ["http", "https"].contains(text[..<start.lowerBound].lowercased()) else {
      throw .destination
    }
    let rest = text[start.upperBound...]
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let name = host.prefix { $0 != ":" }
    guard !name.isEmpty, name.utf8.allSatisfy({ SiteText.isNameByte($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }),
      name.endIndex == host.endIndex || UInt16(host[name.endIndex...].dropFirst()) != nil
    else { throw .destination }
    return text[..<host.endIndex]
  }

  private static func pieces(_ text: Substring, _ names: [String]) throws(SiteRuleFault) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text
    while let colon = rest.firstIndex(of: ":") {
      let name = rest[colon...].dropFirst().prefix { $0.utf8.allSatisfy(SiteText.isNameByte) }
      guard name.first?.isLetter ?? false else {
        pieces.append(.text(String(rest[...colon])))
        rest = rest[colon...].dropFirst()
        continue
      }
      guard names.contains(String(name)) else { throw .destinationName(String(name)) }
      pieces += [.text(String(rest[..<colon])), .name(String(name))]
      rest = rest[name.endIndex...]
    }
    return pieces + [.text(String(rest))]
  }
}

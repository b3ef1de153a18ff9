/// A path as `_redirects` and `_headers` name it: `:name` stands for one part of it, a `*` at the end for all that follows.
package struct SitePattern: Sendable, Equatable {
  private enum Part: Sendable, Equatable {
    /// Decoded.
    case literal(String)
    case placeholder(String)
    case splat
  }

  private let parts: [Part]

  init(_ text: Substring) throws(SiteRuleFault) {
    guard text.hasPrefix("/") else { throw text.contains("://") ? .patternWithHost : .patternNoPath }
    var parts: [Part] = []
    for part in text.split(separator: "/") {
      guard parts.last != .splat else { throw .splatNotLast }
      parts.append(try SitePattern.part(part))
    }
    self.parts = parts
    guard Set(names).count == names.count else { throw .nameRepeated }
  }

  /// What may stand with a colon in a destination.
  var names: [String] {
    parts.compactMap { part in
      switch part {
      case .literal: nil
      case .placeholder(let name): name
      case .splat: "splat"
      }
    }
  }

  /// What the names stand for, as it was sent; `nil` when the path is another one. A slash at the end does not count.
  package func match(_ path: SiteAddress) -> [String: String]? {
    var found: [String: String] = [:]
    var rest = path.parts[...]
    for part in parts {
      switch part {
      case .splat:
        found["splat"] = rest.map(\.sent).joined(separator: "/")
        return found
      case .literal(let text): guard rest.popFirst()?.meant == text else { return nil }
      case .placeholder(let name):
        guard let next = rest.popFirst() else { return nil }
        found[name] = String(next.sent)
      }
    }
    return rest.isEmpty ? found : nil
  }

  private static func part(_ text: Substring) throws(SiteRuleFault) -> Part {
    if text == "*" { return .splat }
    guard !text.contains("*") else { throw .splatNotLast }
    if text.hasPrefix(":") {
      guard text.dropFirst().first?.isLetter ?? false, text.dropFirst().utf8.allSatisfy(SiteText.isNameByte) else { throw .name }
      return .placeholder(String(text.dropFirst()))
    }
    guard let literal = SiteText.decoded(text) else { throw .patternNoPath }
    return .literal(literal)
  }
}

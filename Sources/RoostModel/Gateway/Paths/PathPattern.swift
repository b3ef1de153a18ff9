/// The paths a rule speaks of: `/old` alone, `/old/*` with everything below, `/user/:id/edit` with anything for one part.
///
/// Compared is what a path means, so that `%61` is `a`; several slashes count as one.
package struct PathPattern: Sendable, Equatable, TextCoded, LosslessStringConvertible {
  private enum Part: Sendable, Equatable {
    /// Decoded.
    case literal(String)
    case name(String)
    case splat
  }

  package let description: String
  private let parts: [Part]
  private let endsInSlash: Bool

  package init(parsing text: Substring) throws(PathRuleFault) {
    guard text.hasPrefix("/") else { throw text.contains("://") ? .withHost : .noPath }
    guard text.utf8.count <= 2000, text.utf8.allSatisfy({ PathPattern.isPathByte($0) || $0 >= 0x80 }) else { throw .character }
    var parts: [Part] = []
    for part in text.split(separator: "/") {
      guard parts.last != .splat else { throw .splatNotLast }
      parts.append(try PathPattern.part(part))
    }
    self.parts = parts
    description = String(text)
    endsInSlash = text.hasSuffix("/") && !parts.isEmpty
    guard Set(names).count == names.count else { throw .nameRepeated }
  }

  package init?(_ text: String) {
    do throws(PathRuleFault) { try self.init(parsing: text[...]) } catch { return nil }
  }

  /// What stands for the star, `splat`, and for each name, as it was sent; `nil` when the path is none of these.
  /// `anySlash` is whether a slash at the end makes no difference.
  package func match(_ path: RequestPath, anySlash: Bool = false) -> [String: String]? {
    var found: [String: String] = [:]
    for (index, part) in parts.enumerated() {
      if part == .splat {
        found[PathName.splat] = path.rest(from: index)
        return found
      }
      guard index < path.parts.count else { return nil }
      switch part {
      case .literal(let text): guard path.parts[index].meant == text else { return nil }
      case .name(let name): found[name] = String(path.parts[index].sent)
      case .splat: break
      }
    }
    return path.parts.count == parts.count && (anySlash || path.endsInSlash == endsInSlash) ? found : nil
  }

  /// What ``match(_:anySlash:)`` finds.
  package var names: [String] {
    parts.compactMap { part in
      switch part {
      case .literal: nil
      case .name(let name): name
      case .splat: PathName.splat
      }
    }
  }

  /// Visible, and without a meaning of its own in an address.
  static func isPathByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"?#\\\"<>".utf8.contains(byte)
  }

  private static func part(_ text: Substring) throws(PathRuleFault) -> Part {
    if text == "*" { return .splat }
    guard !text.contains("*") else { throw .splatNotLast }
    if text.hasPrefix(":") {
      guard PathName.isName(text.dropFirst()) else { throw .name }
      return .name(String(text.dropFirst()))
    }
    guard let literal = PathSegment.decode(text) else { throw .character }
    return .literal(literal)
  }
}

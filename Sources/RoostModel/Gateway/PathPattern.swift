/// The paths a rule speaks of: `/old` alone, `/old/*` with everything below, `/user/:id/edit` with anything for one segment.
package struct PathPattern: Hashable, Sendable, Codable, LosslessStringConvertible {
  package let description: String

  package init?(_ text: String) {
    guard text.hasPrefix("/"), text.utf8.count <= 500, text.utf8.allSatisfy(PathPattern.isPathByte) else { return nil }
    let segments = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for (index, segment) in zip(segments.indices, segments) {
      if segment.contains("*"), segment != "*" || index != segments.indices.last { return nil }
      if segment.contains(":"), !segment.hasPrefix(":") || !PathTemplate.isName(segment.dropFirst()) { return nil }
    }
    description = text
  }

  /// What stands for the star, `splat`, and for each name; `nil` when the path is none of these.
  package func match(_ path: String) -> [String: String]? {
    let wanted = description.split(separator: "/", omittingEmptySubsequences: false)
    let given = path.split(separator: "/", omittingEmptySubsequences: false)
    var found: [String: String] = [:]
    for (index, segment) in wanted.enumerated() {
      if segment == "*" {
        found["splat"] = given.dropFirst(index).joined(separator: "/")
        return found
      }
      guard index < given.count else { return nil }
      if segment.hasPrefix(":"), !given[index].isEmpty {
        found[String(segment.dropFirst())] = String(given[index])
      } else if segment != given[index] {
        return nil
      }
    }
    return given.count == wanted.count ? found : nil
  }

  /// What ``match(_:)`` finds.
  package var names: Set<String> {
    let segments = description.split(separator: "/")
    return Set(segments.filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) } + (segments.last == "*" ? ["splat"] : []))
  }

  /// Visible, and without a meaning of its own in an address.
  static func isPathByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"?#\\\"<>".utf8.contains(byte)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let pattern = PathPattern(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a pattern of paths")
    }
    self = pattern
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A port inside an environment, and the one of this machine's loopback that leads there. As text `3000` or `3000:8080`.
package struct PortMapping: Codable, Sendable, Equatable, LosslessStringConvertible {
  package var inside: UInt16
  package var outside: UInt16

  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { UInt16($0) ?? 0 }
    guard (1...2).contains(parts.count), let first = parts.first, let last = parts.last, first > 0, last > 0 else { return nil }
    inside = first
    outside = last
  }

  package var description: String { inside == outside ? "\(inside)" : "\(inside):\(outside)" }
}

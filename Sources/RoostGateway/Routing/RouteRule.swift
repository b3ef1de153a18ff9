/// The rule by which hosts and paths become routes.
struct RouteRule: Sendable {
  /// `.localhost` and the configured domain: a name before one of them is an app.
  private let suffixes: [[UInt8]]

  private static let prefix = Array("/app/".utf8)

  init(domains: [String]) { suffixes = domains.map { Array(".\($0.lowercased())".utf8) } }

  @inline(__always)
  func match(_ head: RequestHead, in table: RouteTable, _ bytes: Bytes) -> RouteMatch {
    if let label = appLabel(of: head.host, bytes) {
      guard let route = table[label] else { return .unknownApp }
      return .route(route, underPrefix: false)
    }
    let path = head.path
    guard path.count > 5, RouteRule.prefix.indices.allSatisfy({ bytes[path.start + $0] == RouteRule.prefix[$0] }) else {
      return path.count <= 1 ? .landing : .nothingHere
    }
    var end = path.start + 5
    while end < path.end, bytes[end] != UInt8(ascii: "/") { end += 1 }
    guard let route = table[Span(start: path.start + 5, end: end).text(in: bytes)] else { return .unknownApp }
    return end == path.end ? .addSlash : .route(route, underPrefix: true)
  }

  /// `shop` of `shop.localhost:8080`; `nil` when the host is not of that form.
  @inline(__always)
  private func appLabel(of host: Span, _ bytes: Bytes) -> String? {
    guard !host.isEmpty else { return nil }
    let name = HostRules.name(of: host, in: bytes)
    for suffix in suffixes where name.count > suffix.count {
      let start = name.end - suffix.count
      guard suffix.indices.allSatisfy({ lowercased(bytes[start + $0]) == suffix[$0] }) else { continue }
      return Span(start: name.start, end: start).text(in: bytes).lowercased()
    }
    return nil
  }
}

/// Keeps an app's cookies with the app: under its prefix, off its neighbours' hosts, and away from Roost's own names.
struct CookieRewrite {
  let place: PublicPlace

  /// The value of a Set-Cookie; empty when it must not be set.
  func rewritten(_ value: String) -> String {
    let parts = value.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
    guard let pair = parts.first, !isReserved(pair) else { return "" }
    // A __Host- cookie is only taken with Path=/ and without Domain.
    if pair.lowercased().hasPrefix("__host-") { return value }
    var kept = [pair]
    var hasPath = false
    for attribute in parts.dropFirst() {
      switch name(attribute) {
      case "path" where !place.prefix.isEmpty:
        hasPath = true
        kept.append("Path=" + path(content(attribute)))
      case "domain" where coversNeighbours(content(attribute)): continue
      default: kept.append(attribute)
      }
    }
    if !hasPath, !place.prefix.isEmpty { kept.append("Path=\(place.prefix)/") }
    return kept.joined(separator: "; ")
  }

  private func isReserved(_ pair: String) -> Bool {
    let bytes = Latin1.bytes(pair)
    return bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return ReservedCookies.isReserved(Span(start: 0, end: buffer.count), in: start)
    }
  }

  private func path(_ path: String) -> String { path.hasPrefix("/") ? place.path(path) : place.prefix + "/" }

  /// Whether a Domain is the request's host or a parent of it, so that other apps would get the cookie.
  private func coversNeighbours(_ domain: String) -> Bool {
    let domain = domain.lowercased().drop { $0 == "." }
    let host = place.host.lowercased().prefix { $0 != ":" }
    return host == domain || host.hasSuffix("." + domain)
  }

  private func name(_ attribute: String) -> String { trimmed(attribute.prefix { $0 != "=" }).lowercased() }
  private func content(_ attribute: String) -> String { trimmed(attribute.drop { $0 != "=" }.dropFirst()) }

  private func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }

}

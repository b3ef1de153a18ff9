/// Where the world sees an app: its prefix and the host the request named.
struct PublicPlace {
  /// `/app/NAME`, or empty where the app's paths are its own.
  let prefix: String
  /// As the client sent it, with the port. Empty when it sent none.
  let host: String
  let scheme: PublicScheme
  /// The port the app believes it listens on.
  let appPort: UInt16

  /// An address in Location or Content-Location, as the client must see it.
  func address(_ value: String) -> String {
    if value.hasPrefix("//") { return whole(value, schemeEnd: value.startIndex, keeping: "") }
    if value.hasPrefix("/") { return path(value) }
    guard let range = value.firstRange(of: "://"), ["http", "https"].contains(value[..<range.lowerBound].lowercased()) else {
      return value
    }
    return whole(value, schemeEnd: range.lowerBound, keeping: String(value[..<range.upperBound].dropLast(2)))
  }

  /// `5; url=/login`
  func refresh(_ value: String) -> String {
    guard let range = value.lowercased().firstRange(of: "url=") else { return value }
    let offset = value.unicodeScalars.distance(from: value.startIndex, to: range.upperBound)
    let start = value.unicodeScalars.index(value.startIndex, offsetBy: offset)
    let quotes: Set<Character> = ["\"", "'"]
    let target = value[start...].filter { !quotes.contains($0) }
    return value[..<start] + address(String(target))
  }

  /// Whether a path is the app's own in public.
  func isInside(_ path: String) -> Bool {
    guard path.hasPrefix(prefix) else { return false }
    let rest = path.dropFirst(prefix.count)
    return prefix.isEmpty || rest.isEmpty || ["/", "?", "#"].contains(rest.first)
  }

  /// A path of the app's as a public path.
  func path(_ path: String) -> String { isInside(path) ? path : prefix + path }

  /// `value` after `schemeEnd` is `//authority/path`, or `://authority/path`.
  private func whole(_ value: String, schemeEnd: String.Index, keeping scheme: String) -> String {
    let rest = value[schemeEnd...].drop { $0 == ":" }.dropFirst(2)
    let authority = rest.prefix { !["/", "?", "#"].contains($0) }
    let path = String(rest[authority.endIndex...])
    let isPublic = !host.isEmpty && authority.lowercased() == host.lowercased()
    guard isPublic || isApp(authority.lowercased()) else { return value }
    let publicPath = path.hasPrefix("/") ? self.path(path) : prefix + "/" + path
    if isPublic { return scheme + "//" + authority + publicPath }
    return host.isEmpty ? publicPath : "\(self.scheme)://\(host)\(publicPath)"
  }

  private func isApp(_ authority: String) -> Bool {
    ["localhost", "127.0.0.1", "0.0.0.0", "[::1]"].contains { authority == "\($0):\(appPort)" }
  }
}

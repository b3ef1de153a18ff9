import RoostModel
import SystemPackage

/// What kind of place an artifact's URL names. Pure.
enum ArtifactLocation: Equatable {
  case web(scheme: String, host: String)
  /// A file of this machine, as pip's `--find-links` gives it.
  case file(FilePath)

  init?(url: String) {
    guard let colon = url.firstRange(of: "://") else { return nil }
    let scheme = url[..<colon.lowerBound].lowercased()
    let rest = url[colon.upperBound...]
    switch scheme {
    case "http", "https":
      var host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
      if !host.hasPrefix("["), let port = host.lastIndex(of: ":") { host = host[..<port] }
      guard !host.isEmpty else { return nil }
      self = .web(scheme: scheme, host: String(host))
    case "file":
      guard rest.hasPrefix("/"), let path = PathSegment.decode(rest) else { return nil }
      self = .file(FilePath(path))
    default: return nil
    }
  }
}

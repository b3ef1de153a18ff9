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
      guard rest.hasPrefix("/"), let path = ArtifactLocation.decode(rest) else { return nil }
      self = .file(FilePath(path))
    default: return nil
    }
  }

  private static func decode(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), value != 0 else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

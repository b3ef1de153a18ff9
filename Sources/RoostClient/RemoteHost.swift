import RoostModel

/// A daemon of another machine, and what it lets this user in for.
package struct RemoteHost: Codable, Sendable, Equatable {
  package var name: String
  /// As ``RemoteAddress`` writes it.
  package var url: String
  package var token: String
  /// Certificates in PEM that are trusted besides those of the system.
  package var authority: String?
  /// Seconds since 1970.
  package var savedAt: Double

  package init(name: String, url: String, token: String, authority: String? = nil, savedAt: Double) {
    self.name = name
    self.url = url
    self.token = token
    self.authority = authority
    self.savedAt = savedAt
  }

  /// Tokens are a word; with anything else in it a header would end early.
  package static func isToken(_ text: String) -> Bool {
    (1...512).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 32 && $0 < 127 }
  }
}

extension RemoteHost: CustomStringConvertible, CustomDebugStringConvertible {
  /// Without the token.
  package var description: String { "\(name) (\(url))" }
  package var debugDescription: String { description }
}

/// Where the daemon is that a client talks to.
package enum DaemonPlace: Sendable {
  case socket(String)
  case host(RemoteHost)

  package var host: RemoteHost? { if case .host(let host) = self { host } else { nil } }

  /// For people.
  package var text: String {
    switch self {
    case .socket(let path): path
    case .host(let host): host.url
    }
  }

  /// What comes before the path below `/api/v1/`.
  var base: String {
    switch self {
    case .socket(let path): "http+unix://\(PathSegment.encode(path))/api/v1/"
    case .host(let host): "\(host.url)/api/v1/"
    }
  }

  /// What to do about answers that nobody understands.
  var versionHint: String {
    switch self {
    case .socket: "restart the daemon with the same version: systemctl restart roost"
    case .host(let host): "see whether it is a Roost, and of which version: roost status --host \(host.name)"
    }
  }

  var logHint: String {
    let command = "look at what the daemon logged: journalctl -u roost"
    return host.map { "\(command) on \($0.url)" } ?? command
  }
}

import HTTPTypes
import RoostModel

/// Which requests over the network are looked at. A page of another site can send requests to this machine, and make a name of its own
/// lead here (DNS rebinding): so the name that was asked for counts, and which page asked. Pure.
struct DoorRules: Sendable {
  /// Names besides those of loopback, without ports, in lower case.
  var hosts: Set<String> = []
  /// What comes for ``hosts`` came through TLS, and the proxy says who asked.
  var isBehindProxy = false

  private static let loopback: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

  /// Whether it came through TLS.
  func admit(_ knock: Knock) throws(Problem) -> Bool {
    guard let host = knock.host?.lowercased(), let name = DoorRules.name(of: host) else { throw DoorRules.wrongHost("") }
    let isLocal = DoorRules.loopback.contains(name) && IPAddress(knock.peer)?.isLoopback == true
    guard isLocal || hosts.contains(name) else { throw DoorRules.wrongHost(name) }
    let isSecure = isBehindProxy && hosts.contains(name)
    if let origin = knock.origin, origin != DoorRules.origin(host, isSecure) { throw .otherSite }
    switch knock.fetchSite {
    case nil, "same-origin": break
    case "none" where !DoorRules.changes(knock): break
    default: throw .otherSite
    }
    return isSecure
  }

  /// `nil` when it shows none. A cookie counts only with proof that the request comes from a page of this daemon.
  func credential(of knock: Knock, isSecure: Bool) throws(Problem) -> AccessCredential? {
    if let text = knock.authorization {
      guard text.lowercased().hasPrefix("bearer ") else { throw .unknownCredential }
      return .bearer(String(text.dropFirst("bearer ".count).drop { $0 == " " }))
    }
    guard let value = DoorRules.cookie(isSecure ? SessionCookie.secure : SessionCookie.plain, in: knock.cookies ?? "") else {
      return nil
    }
    guard knock.fetchSite != nil, knock.origin != nil || !DoorRules.changes(knock) else { throw .otherSite }
    return .cookie(value)
  }

  private static func changes(_ knock: Knock) -> Bool { knock.method != .get && knock.method != .head }

  private static func origin(_ host: String, _ isSecure: Bool) -> String { "\(isSecure ? "https" : "http")://\(host)" }

  /// `localhost` of `localhost:7070`, `[::1]` of `[::1]:7070`.
  private static func name(of host: String) -> String? {
    if host.hasPrefix("[") { return host.firstIndex(of: "]").map { String(host[...$0]) } }
    let parts = host.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.first, !name.isEmpty else { return nil }
    return String(name)
  }

  /// Two of one name are none: one of them may be somebody else's.
  private static func cookie(_ name: String, in text: String) -> String? {
    let found = text.split(separator: ";").compactMap { pair -> String? in
      let pair = pair.drop { $0 == " " }
      return pair.hasPrefix(name + "=") ? String(pair.dropFirst(name.count + 1)) : nil
    }
    return found.count == 1 ? found.first : nil
  }

  private static func wrongHost(_ name: String) -> Problem {
    Problem(
      .accessDenied, "this daemon is not called \(name.prefix(100).debugDescription)",
      hint: "ask for localhost, or say what it is called: api.hosts in /etc/roost/roost.yml")
  }
}

extension Problem {
  static var otherSite: Problem {
    Problem(
      .accessDenied, "the request does not come from a page of this daemon",
      hint: "use its own pages, or a token: Authorization: Bearer TOKEN")
  }

  static var unknownCredential: Problem {
    Problem(
      .accessUnauthenticated, "the token or the session is not valid, or not any more",
      hint: "make a token on the daemon's machine: roost token create NAME")
  }
}

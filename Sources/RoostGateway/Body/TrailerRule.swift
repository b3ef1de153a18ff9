/// Which fields may come behind a body. Not those that frame, route or authenticate a message or say how to read it: who looked
/// at the head has decided already, and an app whose server adds trailers to the head would decide anew.
struct TrailerRule: Equatable {
  private enum Direction { case request, response }

  private let direction: Direction
  /// Of a request: names that its route takes out of heads, in lower case.
  var removed: Set<String> = []

  static let request = TrailerRule(direction: .request)
  static let response = TrailerRule(direction: .response)

  private init(direction: Direction) { self.direction = direction }

  private static let everywhere: Set<String> = [
    "connection", "content-encoding", "content-length", "content-range", "content-type", "cookie", "host", "http2-settings",
    "keep-alive", "set-cookie", "te", "trailer", "transfer-encoding", "upgrade", "authorization",
  ]
  /// With what only the gateway may say, what changes the meaning of a request, and what some frameworks take for its
  /// method or path.
  private static let requests: Set<String> = [
    "cache-control", "expect", "forwarded", "max-forwards", "origin", "pragma", "proxy", "range", "x-http-method",
    "x-http-method-override", "x-method-override", "x-original-url", "x-real-ip", "x-request-id", "x-rewrite-url",
    "x-script-name",
  ]
  private static let requestPrefixes = ["access-control-", "if-", "proxy-", "sec-", "x-forwarded-", "x-roost-"]
  private static let responses: Set<String> = [
    "location", "proxy-authenticate", "refresh", "strict-transport-security", "www-authenticate",
  ]

  /// `name` is in lower case.
  func allows(_ name: String) -> Bool {
    guard !TrailerRule.everywhere.contains(name) else { return false }
    switch direction {
    case .request:
      // A name with `_` reads as another name to CGI-like servers.
      return !name.utf8.contains(UInt8(ascii: "_")) && !TrailerRule.requests.contains(name) && !removed.contains(name)
        && !TrailerRule.requestPrefixes.contains { name.hasPrefix($0) }
    case .response: return !TrailerRule.responses.contains(name) && !name.hasPrefix("x-roost-")
    }
  }
}

import RoostModel

/// Which fields may come behind a body. Not those that frame, route or authenticate a message or say how to read it: who looked
/// at the head has decided already, and an app whose server adds trailers to the head would decide anew.
struct TrailerRule: Equatable {
  private let direction: GatewayFields.Direction
  /// Of a request: names that its route takes out of heads, in lower case.
  var removed: Set<String> = []

  static let request = TrailerRule(direction: .request)
  static let response = TrailerRule(direction: .response)

  private init(direction: GatewayFields.Direction) { self.direction = direction }

  private static let both: Set<String> = [
    "authorization", "content-encoding", "content-range", "content-type", "cookie", "set-cookie",
  ]
  /// What changes the meaning of a request, and what some frameworks take for its method or path.
  private static let requests: Set<String> = [
    "cache-control", "max-forwards", "origin", "pragma", "range", "x-http-method", "x-http-method-override", "x-method-override",
    "x-original-url", "x-request-id", "x-rewrite-url",
  ]
  private static let requestPrefixes = ["access-control-", "if-", "sec-"]
  private static let responses: Set<String> = ["strict-transport-security", "www-authenticate"]

  /// `name` is in lower case.
  func allows(_ name: String) -> Bool {
    guard !TrailerRule.both.contains(name), !GatewayFields.own(name, of: direction) else { return false }
    switch direction {
    case .request:
      return !TrailerRule.requests.contains(name) && !removed.contains(name)
        && !TrailerRule.requestPrefixes.contains { name.hasPrefix($0) }
    case .response: return !TrailerRule.responses.contains(name)
    }
  }
}

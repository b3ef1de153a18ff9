/// How much of an app its visitors may use: `gateway.limits` of `roost.yml`. `nil` is no limit but the gateway's own.
package struct RouteLimits: Codable, Sendable, Equatable {
  /// Of one request's body. The gateway's own limit stays above it.
  package var body: ByteCount?
  /// Requests under way at once, WebSockets included.
  package var requests: Int?
  /// Requests that wait for one of those to end; `nil` is none: they are refused at once.
  package var queue: Int?
  /// Seconds a request waits there; `nil` is ``defaultWait``.
  package var wait: Int?
  /// Of all clients together.
  package var rate: RequestRate?
  /// Requests at once after a pause; `nil` is ``defaultBurst(of:)``.
  package var burst: Int?
  /// Of one client: an IPv4 address, or the first 64 bits of an IPv6 address.
  package var clientRate: RequestRate?
  package var clientBurst: Int?
  /// Seconds until the app's answer begins; `nil` is as long as the gateway allows.
  package var firstByte: Int?

  package static let defaultWait = 10

  package init() {}

  /// As many as come in a second, ten at least: a browser asks for a page's parts all at once.
  package static func defaultBurst(of rate: RequestRate) -> Int { max(10, rate.requests / max(1, rate.seconds)) }
}

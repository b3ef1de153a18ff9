package import RoostModel
package import SystemPackage

/// How a gateway listens and what it allows. Times are upper limits of waits.
package struct GatewayConfiguration: Sendable {
  package var host: String
  /// 0 takes any free port.
  package var port: Int
  /// For TLS; `nil` is none, 0 takes any free port.
  package var tlsPort: Int?
  /// Apps are at `NAME.localhost`, and at `NAME.<domain>` when there is one.
  package var domain: String?
  /// For apps that say nothing themselves.
  package var https = SecureTransport()
  /// The directory whose `.well-known/acme-challenge/` is served to everybody, on every host.
  package var challenges: FilePath?
  /// Whose word about a request's client is taken: address, scheme and host.
  package var trustedProxies: [AddressRange] = []
  /// Threads that serve connections.
  package var eventLoops = 2
  /// Whether a password is the one a hash was made of. Takes its time, and is called on a thread of its own. Without one
  /// nobody gets in.
  package var comparesPassword: @Sendable (_ password: String, _ hash: PasswordHash) -> Bool = { _, _ in false }
  /// Where access logs are kept; `nil` keeps none.
  package var accessLogs: FilePath?
  package var head = HeadLimits()
  package var times = GatewayTimes()
  /// Bytes of a request's body, which is passed on as it arrives and never kept: the limit is for the app's sake.
  package var maximumBody = 1 << 30
  package var maximumConnections = 10_000
  /// Of one client: an IPv4 address, or the first 64 bits of an IPv6 address.
  package var maximumClientConnections = 2_500
  /// Requests that wait on one held target.
  package var maximumHeld = 100
  /// Idle connections kept for one target by one event loop.
  package var maximumIdleUpstreams = 1024

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }
}

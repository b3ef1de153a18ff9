import NIOCore
import RoostModel

/// A name, what is behind it now, and what was asked for it. Immutable: a change makes another route.
final class Route: Sendable {
  let name: AppName
  let target: Target
  let settings: RouteSettings
  /// `nil` for a plain route, whose requests are passed on without a look.
  let rules: RouteRules?
  /// Requests without TLS are sent to the same address with it.
  let redirectsToTLS: Bool
  /// The value of Strict-Transport-Security in responses over TLS; empty for none.
  let strictTransport: String
  /// The same as a line of a head.
  let strictTransportLine: [UInt8]
  let limiter: RouteLimiter?
  let meters: RouteMeters
  /// Of each request more is kept than its numbers: for the access log, or its id.
  let takesNotes: Bool
  /// The longest wait for the first byte of a response; `nil` is the gateway's own.
  let firstByte: TimeAmount?

  /// `https` is for routes that say nothing of it themselves.
  init(
    name: AppName, target: Target, settings: RouteSettings = RouteSettings(), https: SecureTransport = SecureTransport(),
    maintenance: Maintenance? = nil, meters: RouteMeters = RouteMeters(loops: 1)
  ) {
    self.name = name
    self.target = target
    self.settings = settings
    self.meters = meters
    rules = RouteRules(settings, maintenance: maintenance)
    let https = settings.https?.over(https) ?? https
    redirectsToTLS = https.redirect ?? false
    strictTransport = https.hsts.map { "max-age=\($0)" } ?? ""
    strictTransportLine = strictTransport.isEmpty ? [] : Array("Strict-Transport-Security: \(strictTransport)\r\n".utf8)
    takesNotes = settings.accessLog ?? false || settings.requestID ?? false
    limiter = RouteLimiter(settings.limits)
    firstByte = settings.limits?.firstByte.map { .seconds(Int64($0)) }
  }
}

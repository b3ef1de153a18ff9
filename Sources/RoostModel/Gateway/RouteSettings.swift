/// What the gateway does for an app beside passing its requests on: `gateway` of `roost.yml`. Part of a plan, so that
/// it changes with a release and goes back with it.
///
/// Kept in the database for as long as a release is: what is added later must be optional.
package struct RouteSettings: Codable, Sendable, Equatable {
  /// Whether every request leaves a line in the access log. `nil` is no.
  package var accessLog: Bool?
  /// Whether each request has an X-Request-Id for the app and the client; with an access log it always has. `nil` is no.
  package var requestID: Bool?
  package var limits: RouteLimits?

  /// Names of its own, beside those every app has.
  package var hosts: [RouteHost]?
  /// Paths on the gateway's own host or, when there are ``hosts``, the only ones there.
  package var paths: [RoutePath]?
  /// The project it belongs to: the app is then below `/PROJECT/app/` too.
  package var project: AppName?
  /// Who may come; `nil` is everybody.
  package var allow: [AddressRange]?
  package var auth: BasicAuth?
  package var cors: CrossOrigin?
  /// The first that fits answers.
  package var redirects: [PathRule]?
  /// The first that fits changes what the app is asked for.
  package var rewrites: [PathRule]?
  package var headers: HeadEdits?
  /// Whether requests to nobody's paths that come from the app's pages are sent back to it. `nil` is yes.
  package var prefixRescue: Bool?

  /// That clients use TLS.
  package var https: SecureTransport?

  package init() {}

  /// Whether a request has to be looked at before it is passed on.
  package var hasRules: Bool {
    allow != nil || auth != nil || cors != nil || redirects != nil || rewrites != nil || headers != nil
  }

  /// Nothing was asked for.
  package var isEmpty: Bool { self == RouteSettings() }
}

/// What the gateway does for an app beside passing its requests on: `gateway` of `roost.yml`. Part of a plan, so that
/// it changes with a release and goes back with it.
///
/// Kept in the database for as long as a release is: what is added later must be optional.
package struct RouteSettings: Codable, Sendable, Equatable {
  /// Whether every request leaves a line in the access log. `nil` is no.
  package var accessLog: Bool?

  /// Names of its own, beside those every app has.
  package var hosts: [RouteHost]?
  /// Paths on the gateway's own host or, when there are ``hosts``, the only ones there.
  package var paths: [RoutePath]?
  /// The project it belongs to: the app is then below `/PROJECT/app/` too.
  package var project: AppName?

  package init() {}

  /// Nothing was asked for.
  package var isEmpty: Bool { self == RouteSettings() }
}

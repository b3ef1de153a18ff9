/// What the gateway does for an app beside passing its requests on: `gateway` of `roost.yml`. Part of a plan, so that
/// it changes with a release and goes back with it.
///
/// Kept in the database for as long as a release is: what is added later must be optional.
package struct RouteSettings: Codable, Sendable, Equatable {
  /// Whether every request leaves a line in the access log. `nil` is no.
  package var accessLog: Bool?

  package init() {}

  /// Nothing was asked for.
  package var isEmpty: Bool { self == RouteSettings() }
}

/// Where a request goes. A decision over a table and a head, made without effects.
enum RouteMatch {
  /// Through the app's path, `underPrefix`, or its own host.
  case route(Route, underPrefix: Bool)
  /// `/app/NAME` of a known app: the slash is missing.
  case addSlash
  /// `/` of the gateway itself.
  case landing
  /// No such app.
  case unknownApp
  case nothingHere
}

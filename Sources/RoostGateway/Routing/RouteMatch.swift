/// Where a request goes. A decision over a table and a head, made without effects.
enum RouteMatch {
  case route(Mount)
  /// The place of an app without the slash at its end.
  case addSlash(Mount)
  /// `/` of the gateway itself.
  case landing
  /// A place where apps are, and none of this name.
  case unknownApp
  case nothingHere
}

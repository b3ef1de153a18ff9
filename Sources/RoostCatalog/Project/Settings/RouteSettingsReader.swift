import RoostModel

/// Reads `gateway`: what the gateway does for the app beside passing its requests on.
enum RouteSettingsReader {
  static let keys =
    ["access-log", "request-id", "limits"] + RoutePlacesReader.keys + RouteRulesReader.keys + SecureTransportReader.keys

  static func read(_ settings: ObjectReader) throws(DocumentFault) -> RouteSettings {
    var route = RouteSettings()
    route.limits = try RouteLimitsReader.read(settings)
    guard let reader = try settings.object("gateway", knownKeys: keys) else { return route }
    route.accessLog = try reader.flag("access-log")
    route.requestID = try reader.flag("request-id")
    try RoutePlacesReader.read(reader, into: &route)
    try RouteRulesReader.read(reader, into: &route)
    try SecureTransportReader.read(reader, into: &route)
    return route
  }
}

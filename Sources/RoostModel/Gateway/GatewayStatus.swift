/// What the gateway does now and did since the daemon began.
package struct GatewayStatus: Codable, Sendable, Equatable {
  /// Seconds since 1970.
  package var at: Double
  /// Open now, of all clients.
  package var connections: Int
  package var accepted: Int
  /// Closed at once, because there were as many as allowed.
  package var refusedConnections: Int
  /// Lines of access logs that were not written, because the disk did not keep up.
  package var droppedLogLines: Int
  package var apps: [RouteMetrics]
  package var unrouted: RouteMetrics

  package init(
    at: Double, connections: Int, accepted: Int, refusedConnections: Int, droppedLogLines: Int, apps: [RouteMetrics],
    unrouted: RouteMetrics
  ) {
    self.at = at
    self.connections = connections
    self.accepted = accepted
    self.refusedConnections = refusedConnections
    self.droppedLogLines = droppedLogLines
    self.apps = apps
    self.unrouted = unrouted
  }
}

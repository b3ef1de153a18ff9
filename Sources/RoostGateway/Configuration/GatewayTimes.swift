/// How long a gateway waits, and for what. Never less, and up to one ``tick`` more.
package struct GatewayTimes: Sendable {
  package var tick = Duration.seconds(1)
  /// For a whole request head.
  package var head = Duration.seconds(10)
  /// For the next request on a connection.
  package var keepAlive = Duration.seconds(75)
  /// For more of a request's body, or for a client to take more of a response.
  package var stall = Duration.seconds(75)
  /// For a connection to the app.
  package var connect = Duration.seconds(10)
  /// For the first byte of a response.
  package var firstByte = Duration.seconds(300)
  /// For more of a response's body or through a WebSocket.
  package var stream = Duration.seconds(3600)
  /// For a held target to be replaced.
  package var held = Duration.seconds(30)
  /// For a sleeping app to wake, until a browser is shown a page that says so.
  package var page = Duration.milliseconds(1500)
  /// For a refused client to read the answer.
  package var linger = Duration.seconds(2)
  /// An idle connection to an app is kept that long; servers close theirs after 5 s or more as a rule.
  package var idleUpstream = Duration.seconds(4)
  /// For requests in flight when the gateway stops.
  package var shutdown = Duration.seconds(30)

  package init() {}
}

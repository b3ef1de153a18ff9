/// What the gateway counted for one app since the daemon began, whichever release served.
package struct RouteMetrics: Codable, Sendable, Equatable {
  /// Requests that a limit of the app's refused.
  package struct Refused: Codable, Sendable, Equatable {
    package var rate = 0
    package var clientRate = 0
    /// As many requests as allowed were under way, and as many waited.
    package var requests = 0
    package var body = 0

    package init() {}
    package var total: Int { rate + clientRate + requests + body }
  }

  /// `nil` for requests that belong to no app.
  package var name: String?
  /// Now, those that wait and open WebSockets included.
  package var inFlight: Int
  package var webSockets = 0
  /// Answers by the first digit of their status.
  package var informational = 0
  package var successful = 0
  package var redirected = 0
  package var clientErrors = 0
  package var serverErrors = 0
  /// The client or the app left before the answer was whole.
  package var aborted = 0
  /// Bytes from and to clients, heads included.
  package var received = 0
  package var sent = 0
  /// Requests that were sent again, because the app closed a connection that was kept.
  package var retries = 0
  package var refused = Refused()
  /// Seconds in which the app slept, and how often it was woken.
  package var asleep = 0.0
  package var wakes = 0
  /// From the whole head of a request to the end of its answer.
  package var duration = Latency()
  /// To the beginning of the app's answer.
  package var firstByte = Latency()
  /// What the app uses and used; `nil` where nobody looked.
  package var usage: AppUsage?

  package init(name: String?, inFlight: Int) {
    self.name = name
    self.inFlight = inFlight
  }

  package var requests: Int { informational + successful + redirected + clientErrors + serverErrors }
}

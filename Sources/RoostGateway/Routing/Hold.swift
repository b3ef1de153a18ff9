/// How requests wait for an app that is not there for a moment.
///
/// A held request is parked with its head and what came along with it; nothing more is read from its client. It goes to the
/// route's next target the moment that is set, leaves when its client does, and is answered 503 with Retry-After when the wait is
/// over, when too many wait already, or when the gateway stops.
package struct Hold: Sendable {
  /// Requests that wait at most; `nil` is what the gateway's configuration says, 100.
  package var requests: Int?
  /// How long each waits at most; `nil` is what the gateway's configuration says, 30 s.
  package var wait: Duration?

  package init(requests: Int? = nil, wait: Duration? = nil) {
    self.requests = requests
    self.wait = wait
  }
}

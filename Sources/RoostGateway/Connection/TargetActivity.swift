/// What moves between clients and one target just now.
package struct TargetActivity: Sendable, Equatable {
  /// Requests whose answer has not begun, those that wait in the gateway included.
  package var requests = 0
  /// Answers under way, event streams for the most part, and open WebSockets.
  package var streams = 0
  /// How long no byte of any stream has moved, to a tick; `nil` without streams.
  package var quiet: Duration?

  package init(requests: Int = 0, streams: Int = 0, quiet: Duration? = nil) {
    self.requests = requests
    self.streams = streams
    self.quiet = quiet
  }

  mutating func add(_ other: TargetActivity) {
    requests += other.requests
    streams += other.streams
    guard let theirs = other.quiet else { return }
    quiet = quiet.map { min($0, theirs) } ?? theirs
  }
}

/// How an app sleeps.
package struct SleepStatus: Codable, Sendable, Equatable {
  package enum Depth: String, Codable, Sendable, CaseIterable {
    /// Its processes stand still, in memory.
    case frozen
    /// It has no process.
    case stopped
  }

  package var depth: Depth
  /// Seconds since 1970.
  package var since: Double

  package init(depth: Depth, since: Double) {
    self.depth = depth
    self.since = since
  }
}

/// That an app sleeps, so that a daemon that starts does not wake it. Counts for the release it names alone.
package struct NapRecord: Codable, Sendable, Equatable {
  package var release: Int
  package var isFrozen: Bool
  /// Seconds since 1970: when it fell asleep, and when it was last used.
  package var since: Double
  package var lastUse: Double

  package init(release: Int, isFrozen: Bool, since: Double, lastUse: Double) {
    self.release = release
    self.isFrozen = isFrozen
    self.since = since
    self.lastUse = lastUse
  }
}

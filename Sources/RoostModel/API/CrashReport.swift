/// What is known of an end that nobody asked for.
package struct CrashReport: Codable, Sendable, Equatable {
  /// Counts the crashes of an app.
  package var number: Int
  package var release: Int
  /// Which start of the app it was.
  package var run: Int
  /// What the process is called; `nil` is the one that serves.
  package var process: String?
  package var exit: ExitStatus
  /// Seconds it had lived.
  package var uptime: Double
  /// Why Roost ended it; `nil` when it ended by itself.
  package var endedBecause: String?
  /// What its last lines and its end point at, the likeliest first; sentences with what to do.
  package var hints: [String]
  /// What it wrote last, at most a hundred lines.
  package var lastLines: [String]
  /// Seconds since 1970 when it is started again; `nil` when it is not.
  package var restartsAt: Double?

  package init(
    number: Int, release: Int, run: Int, process: String?, exit: ExitStatus, uptime: Double, endedBecause: String? = nil,
    hints: [String], lastLines: [String], restartsAt: Double?
  ) {
    self.number = number
    self.release = release
    self.run = run
    self.process = process
    self.exit = exit
    self.uptime = uptime
    self.endedBecause = endedBecause
    self.hints = hints
    self.lastLines = lastLines
    self.restartsAt = restartsAt
  }
}

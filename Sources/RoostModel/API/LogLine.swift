/// A piece of an app's output, as `logs` streams it (NDJSON).
package struct LogLine: Codable, Sendable, Equatable {
  package var release: Int
  /// Which start of the app wrote it; `offset` counts within one run.
  package var run: Int
  package var channel: OutputChannel
  /// Position in the run's output, in bytes. Where ``gap`` is set, output before it was dropped.
  package var offset: UInt64
  /// Seconds since 1970.
  package var at: Double
  /// May hold less or more than one line; invalid UTF-8 is replaced.
  package var text: String
  package var gap: Bool
  /// Where to continue after this piece.
  package var next: LogPosition

  package init(
    release: Int, run: Int = 0, channel: OutputChannel, offset: UInt64, at: Double, text: String, gap: Bool = false,
    nextOffset: UInt64? = nil, next: LogPosition? = nil
  ) {
    self.release = release
    self.run = run
    self.channel = channel
    self.offset = offset
    self.at = at
    self.text = text
    self.gap = gap
    self.next = next ?? LogPosition(run: run, offset: nextOffset ?? offset + UInt64(text.utf8.count))
  }
}

/// Where a reader of an app's output continues: in this run, at this offset.
package struct LogPosition: Codable, Sendable, Equatable {
  package var run: Int
  package var offset: UInt64
  /// For a reader of single lines: those that end here or before were handed out. Lines of two channels may overlap.
  package var seen: UInt64?

  package init(run: Int, offset: UInt64, seen: UInt64? = nil) {
    self.run = run
    self.offset = offset
    self.seen = seen
  }
}

extension LogPosition: LosslessStringConvertible {
  /// `12:4096`: run, colon, offset; `12:4096:5000` with what was seen.
  package init?(_ description: String) {
    let parts = description.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let run = Int(parts[0]), run >= 0, let offset = LogPosition.offset(parts[1])
    else { return nil }
    self.init(run: run, offset: offset)
    guard parts.count == 3 else { return }
    guard let seen = LogPosition.offset(parts[2]) else { return nil }
    self.seen = seen
  }

  /// No file has more bytes than its offsets can count.
  private static func offset(_ text: Substring) -> UInt64? { UInt64(text).flatMap { $0 <= UInt64(Int64.max) ? $0 : nil } }

  package var description: String { "\(run):\(offset)" + (seen.map { ":\($0)" } ?? "") }
}

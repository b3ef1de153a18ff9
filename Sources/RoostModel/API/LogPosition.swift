/// Where a reader of an app's output continues: in this run, at this offset.
package struct LogPosition: Codable, Sendable, Equatable {
  package var run: Int
  package var offset: UInt64
  package init(run: Int, offset: UInt64) {
    self.run = run
    self.offset = offset
  }
}

extension LogPosition: LosslessStringConvertible {
  /// `12:4096`: run, colon, offset.
  package init?(_ description: String) {
    let parts = description.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let run = Int(parts[0]), run >= 0, let offset = UInt64(parts[1]) else { return nil }
    self.init(run: run, offset: offset)
  }
  package var description: String { "\(run):\(offset)" }
}

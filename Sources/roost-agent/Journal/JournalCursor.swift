import RoostAgentProtocol

/// A reader's place in the output of a process.
///
/// Keeps its segment open, so that one deleted meanwhile is still read to its end.
final class JournalCursor {
  enum Step {
    case record(OutputRecord)
    /// What lay between was dropped.
    case gap(from: UInt64, to: UInt64)
    case caughtUp
  }

  private static let portion = 128 << 10

  /// Of the next byte to be read.
  private(set) var offset: UInt64
  private let journal: Journal
  private var reading: (file: Descriptor, segment: UInt64, position: UInt64, decoder: JournalDecoder)?

  init(_ journal: Journal, offset: UInt64) {
    self.journal = journal
    self.offset = offset
  }

  func next() throws(SystemFailure) -> Step {
    while true {
      if let record = try decodeNext() {
        if let step = step(record) { return step }
        continue
      }
      if try readPortion() { continue }
      guard offset < journal.end else { return .caughtUp }
      if let gap = try openNextSegment() { return gap }
    }
  }

  private func decodeNext() throws(SystemFailure) -> OutputRecord? {
    guard reading != nil else { return nil }
    do {
      return try reading?.decoder.next()
    } catch {
      throw SystemFailure.damaged
    }
  }

  /// Nil for a record that lies before our place.
  private func step(_ record: OutputRecord) -> Step? {
    guard let rest = record.from(offset) else { return nil }
    offset = rest.nextOffset
    return .record(rest)
  }

  /// False when the segment has no more for now.
  private func readPortion() throws(SystemFailure) -> Bool {
    guard let (file, _, position, _) = reading else { return false }
    let bytes = try file.read(JournalCursor.portion, at: position)
    if bytes.isEmpty { return false }
    reading?.position += UInt64(bytes.count)
    reading?.decoder.append(bytes)
    return true
  }

  /// Called when there is more output than our segment holds.
  private func openNextSegment() throws(SystemFailure) -> Step? {
    let next = reading.map { journal.segment(after: $0.segment) } ?? journal.segment(holding: offset)
    guard let next else { return skip(to: journal.end) }
    reading = (try journal.openSegment(next), next, 0, JournalDecoder(segment: next))
    return next > offset ? skip(to: next) : nil
  }

  private func skip(to target: UInt64) -> Step {
    defer { offset = target }
    return .gap(from: offset, to: target)
  }
}

import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// Reads a journal piece by piece, without holding a thread of the concurrency pool.
actor JournalReader {
  private enum Position {
    case unopened(UInt64)
    case open(JournalCursor)
    case end
  }

  private let journal: FilePath
  private let process: ProcessNumber
  private var position: Position
  /// A slice: taking its first out of many thousands moves none of the others.
  private var ready: ArraySlice<OutputRecord> = []

  init(_ journal: FilePath, _ process: ProcessNumber, from offset: UInt64) {
    self.journal = journal
    self.process = process
    position = .unopened(offset)
  }

  /// Nil at the end.
  func next() async throws(Problem) -> OutputChunk? {
    if ready.isEmpty { try await refill() }
    return ready.popFirst().map(OutputChunk.init)
  }

  private func refill() async throws(Problem) {
    let (journal, process, position) = (journal, process, position)
    let (records, cursor): ([OutputRecord], JournalCursor?) = try await BlockingWork.run { () throws(Problem) in
      let opened: JournalCursor? =
        switch position {
        case .unopened(let offset): JournalCursor(journal, process: process, from: offset)
        case .open(let cursor): cursor
        case .end: nil
        }
      guard var cursor = opened else { return ([], nil) }
      return (try cursor.next(), cursor)
    }
    ready = records[...]
    self.position = cursor.map { records.isEmpty ? .end : .open($0) } ?? .end
  }
}

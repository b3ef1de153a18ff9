import RoostModel

/// Finds where the last lines of one run's output begin. Holds a position a line, no text.
struct LogTail {
  private var starts: [LogPosition] = []
  private let lines: Int
  private var atLineStart = true

  init(lines: Int) { self.lines = lines }

  mutating func read(_ chunk: OutputChunk, run: Int) {
    for (index, byte) in chunk.bytes.enumerated() {
      if atLineStart { begin(LogPosition(run: run, offset: chunk.offset + UInt64(index))) }
      atLineStart = byte == UInt8(ascii: "\n")
    }
  }

  private mutating func begin(_ position: LogPosition) {
    starts.append(position)
    if starts.count / 2 >= max(lines, 32) { starts.removeFirst(starts.count - lines) }
  }

  /// How many of the wanted lines there are.
  var count: Int { min(lines, starts.count) }
  /// The beginning of the first of them; `nil` when nothing was read.
  var position: LogPosition? { starts.count > lines ? starts[starts.count - lines] : starts.first }
}

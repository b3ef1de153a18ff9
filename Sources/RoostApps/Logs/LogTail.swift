import RoostModel

/// Finds where the last wanted lines of a piece of one run's output begin, which may begin in the middle of a line. Holds a place
/// a line, no text. Pure.
struct LogTail: Sendable {
  /// Before lines count: whoever begins in the middle does not know whether that is a secret. As long as one may be.
  static let warmUp: UInt64 = 64 << 10

  private var lines: LogLines
  private var starts: Newest<LogLines.LinePlace>
  private let wanted: Int
  /// Where the piece begins; 0 is the beginning of the output.
  private let begin: UInt64
  /// Where each channel's lines are known to begin.
  private var aligned: [OutputChannel: UInt64] = [:]
  private var found = 0
  /// When the last came of what does not count yet; `nil` when there was nothing.
  private(set) var warmAt: Double?
  /// There is nothing before it.
  private(set) var isWhole: Bool

  init(lines wanted: Int, _ redactor: Redactor, _ filter: LogFilter, from begin: UInt64) {
    self.wanted = wanted
    self.begin = begin
    lines = LogLines(redactor, filter)
    starts = Newest(wanted)
    isWhole = begin == 0
  }

  mutating func take(_ chunk: OutputChunk) {
    // What was before it was dropped.
    if warmAt == nil, chunk.offset > begin { isWhole = true }
    if warmAt == nil || (!isWhole && chunk.offset < begin + LogTail.warmUp) { warmAt = chunk.at }
    if !isWhole, aligned[chunk.channel] == nil, let newline = chunk.bytes.firstIndex(of: UInt8(ascii: "\n")) {
      aligned[chunk.channel] = chunk.offset + UInt64(newline) + 1
    }
    count(lines.take(chunk))
  }

  /// At the end of a run that is over.
  mutating func finish() { count(lines.finish()) }

  private mutating func count(_ whole: [LogLines.Line]) {
    for line in whole where isWhole || line.start >= max(begin + LogTail.warmUp, aligned[line.channel] ?? .max) {
      starts.append(line.before)
      found += 1
    }
  }

  var count: Int { min(wanted, found) }

  /// The first of the last lines.
  var place: LogLines.LinePlace? { starts.all.first }

  /// Whether a longer piece would show the same.
  var isSettled: Bool {
    if isWhole { return true }
    // Another channel's line may have begun before this piece.
    guard found >= wanted, let place else { return false }
    return place.offset >= begin + LogTail.warmUp
  }
}

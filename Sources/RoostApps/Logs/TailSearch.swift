import RoostModel

/// Finds where the last wanted lines of an app's output begin: run by run from the newest back, and of each run as much of its end
/// as that takes.
///
/// An actor of its own: it is busy for seconds where much is kept and little of it is wanted.
actor TailSearch {
  /// How much of a run's end is read at first; then eight times as much, so that all of it is read once and a seventh.
  static let first: UInt64 = 256 << 10
  static let growth: UInt64 = 8

  /// In order.
  private let sources: [LogSource]
  private let filter: LogFilter
  private let redactor: Redactor

  init(_ sources: [LogSource], _ filter: LogFilter, _ redactor: Redactor) {
    self.sources = sources.filter { filter.mayBe(in: $0.release, endedAt: $0.endedAt, startedAt: $0.startedAt) }
    self.filter = filter
    self.redactor = redactor
  }

  /// The end of what is there when there are none.
  func position(ofLast count: Int) async throws(Problem) -> LogPosition {
    guard let newest = sources.last else { return LogPosition(run: 0, offset: 0) }
    var missing = count
    var start: LogPosition?
    for source in sources.reversed() where missing > 0 {
      let tail = try await tail(of: source, missing)
      if let place = tail.place {
        start = LogPosition(run: source.run, offset: place.offset, seen: filter.looksAtLines ? place.seen : nil)
      }
      missing -= tail.count
      if isOld(tail) { break }
    }
    if let start { return start }
    return LogPosition(run: newest.run, offset: try await end(of: newest))
  }

  private func tail(of source: LogSource, _ lines: Int) async throws(Problem) -> LogTail {
    let end = try await source.end()
    var length = max(TailSearch.first, min(UInt64(clamping: lines), 1 << 20) * 64)
    while let end, end > length + LogTail.warmUp {
      let tail = try await read(source, lines, from: end - length - LogTail.warmUp, to: end)
      if tail.isSettled || isOld(tail) { return tail }
      length *= TailSearch.growth
    }
    return try await read(source, lines, from: 0, to: end)
  }

  private func read(_ source: LogSource, _ lines: Int, from begin: UInt64, to end: UInt64?) async throws(Problem) -> LogTail {
    var tail = LogTail(lines: lines, redactor, filter, from: begin)
    if end != 0, try await readPresent(source, from: begin, to: end, { tail.take($0) }) { tail.finish() }
    return tail
  }

  /// Nothing before it can be wanted.
  private func isOld(_ tail: LogTail) -> Bool {
    guard let since = filter.since, let at = tail.warmAt else { return false }
    return at < since
  }

  private func end(of source: LogSource) async throws(Problem) -> UInt64 {
    if let end = try await source.end() { return end }
    var end: UInt64 = 0
    _ = try await readPresent(source, from: 0, to: nil) { end = $0.nextOffset }
    return end
  }

  /// `false` when the rest came later than anything that is wanted.
  private func readPresent(
    _ source: LogSource, from begin: UInt64, to end: UInt64?, _ body: (OutputChunk) -> Void
  ) async throws(Problem) -> Bool {
    do {
      for try await chunk in source.output(from: begin) {
        body(chunk)
        // The first that came too late may end lines that are wanted, and is the last for every reader.
        if filter.isOver(at: chunk.at) { return false }
        if let end, chunk.nextOffset >= end { break }
      }
      return true
    } catch { throw Problem.unexpected(error, during: "reading the output of run \(source.run)") }
  }
}

import RoostEnvironments
import RoostModel
import RoostStore

extension AppSupervisor {
  func redactor() async throws(Problem) -> Redactor { try await services.redactor(of: app) }

  /// `from` wins over `tail`; without either everything that is kept.
  func logReader(follows: Bool, tail: Int?, from position: LogPosition?) async throws(Problem) -> LogReader {
    var start = position ?? LogPosition(run: 0, offset: 0)
    if position == nil, let tail { start = try await self.position(ofLast: tail) }
    return LogReader(supervisor: self, strategy: services.strategy, logs: services.logs(of: app), follows: follows, from: start)
  }

  /// Reads what is there now, run by run from the newest back until it holds enough lines.
  private func position(ofLast lines: Int) async throws(Problem) -> LogPosition {
    let sources = try await services.logs(of: app).sources(live: live, services.strategy)
    guard lines > 0, let newest = sources.last else { return try await end(of: sources.last) }
    var wanted = lines
    var start = LogPosition(run: newest.run, offset: 0)
    for source in sources.reversed() {
      var tail = LogTail(lines: wanted)
      try await source.readPresent { tail.read($0, run: source.run) }
      if let position = tail.position { start = position }
      wanted -= tail.count
      if wanted <= 0 { break }
    }
    return start
  }

  private func end(of source: LogSource?) async throws(Problem) -> LogPosition {
    guard let source else { return LogPosition(run: 0, offset: 0) }
    var offset: UInt64 = 0
    try await source.readPresent { offset = $0.nextOffset }
    return LogPosition(run: source.run, offset: offset)
  }
}

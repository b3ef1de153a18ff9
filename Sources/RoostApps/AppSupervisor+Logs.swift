import RoostEnvironments
import RoostModel
import RoostStore

extension AppSupervisor {
  func redactor() async throws(Problem) -> Redactor { try await services.redactor(of: app) }

  /// `from` wins over `tail`; without either everything that is kept. With a filter `tail` counts the lines that are wanted.
  func logReader(
    of role: String?, follows: Bool, tail: Int?, from position: LogPosition?, filter: LogFilter = LogFilter()
  ) async throws(Problem) -> LogReader {
    if let role { try await checkProcess(role) }
    // Its agent, which has the output, stands still as well.
    if sleepStatus?.depth == .frozen { await thaw() }
    var start = position ?? LogPosition(run: 0, offset: 0)
    if position == nil, let tail {
      start =
        filter.looksAtLines
        ? try await self.position(ofLast: tail, role, filter)
        : try await self.position(ofLast: tail, role, release: filter.release)
    }
    return reader(of: role, follows: follows, from: start, filter)
  }

  private func reader(of role: String?, follows: Bool, from position: LogPosition, _ filter: LogFilter) -> LogReader {
    LogReader(
      supervisor: self, role: role, strategy: services.strategy, logs: services.logs(of: app), follows: follows, from: position,
      filter: filter)
  }

  /// Reads everything once and holds a position for each of the last lines that are wanted, no text.
  private func position(ofLast lines: Int, _ role: String?, _ filter: LogFilter) async throws(Problem) -> LogPosition {
    let reader = reader(of: role, follows: false, from: LogPosition(run: 0, offset: 0), filter)
    do {
      return try await reader.position(ofLast: lines)
    } catch { throw Problem.unexpected(error, during: "searching the output of \(app.name)") }
  }

  /// What runs now under a name; the process that serves has none.
  func run(of role: String?) -> LiveRun? {
    guard let role else { return live }
    return workers[role]?.run ?? dueRuns[role]
  }

  private func checkProcess(_ role: String) async throws(Problem) {
    let known = Set((plan?.otherProcesses ?? [:]).keys).union((plan?.schedules ?? []).map(\.name))
    guard !known.contains(role), run(of: role) == nil else { return }
    let kept = try await services.logs(of: app).runs().contains { $0.role == role }
    guard !kept else { return }
    throw Problem(
      .usageInvalid, "\(app.name) has no process '\(role.prefix(40))'",
      hint: known.isEmpty
        ? "without --process you see the one that serves" : "it has \(known.sorted().joined(separator: ", "))")
  }

  /// Reads what is there now, run by run from the newest back until it holds enough lines.
  private func position(ofLast lines: Int, _ role: String?, release: Int?) async throws(Problem) -> LogPosition {
    let all = try await services.logs(of: app).sources(of: role, live: run(of: role), services.strategy)
    let sources = all.filter { release == nil || $0.release == release }
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

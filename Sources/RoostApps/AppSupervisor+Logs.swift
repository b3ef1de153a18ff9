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
    if let release = filter.release { try await checkRelease(release) }
    // Its agent stands still as well, and what it wrote down is on the other host.
    if sleepStatus?.depth == .frozen, plan?.target?.host != nil { await thaw() }
    var start = position ?? LogPosition(run: 0, offset: 0)
    if position == nil, let tail { start = try await self.position(ofLast: tail, role, filter) }
    return reader(of: role, follows: follows, from: start, filter)
  }

  private func reader(of role: String?, follows: Bool, from position: LogPosition, _ filter: LogFilter) -> LogReader {
    LogReader(
      supervisor: self, role: role, strategy: services.strategy, logs: services.logs(of: app, plan), follows: follows,
      from: position, filter: filter)
  }

  private func position(ofLast lines: Int, _ role: String?, _ filter: LogFilter) async throws(Problem) -> LogPosition {
    let sources = try await services.logs(of: app, plan).sources(
      of: role, presentRuns(of: role), release: filter.release, services.strategy)
    let redactor = filter.looksAtLines ? try await redactor() : .none
    return try await TailSearch(sources, filter, redactor).position(ofLast: lines)
  }

  /// What runs now under a name; the process that serves has none.
  func run(of role: String?) -> LiveRun? {
    guard let role else { return live }
    return workers[role]?.run ?? dueRuns[role]
  }

  /// Output outlives its release.
  private func checkRelease(_ number: Int) async throws(Problem) {
    let kept = try await services.logs(of: app, plan).runs()
    if !kept.contains(where: { $0.release == number }) { _ = try await existing(number) }
  }

  private func checkProcess(_ role: String) async throws(Problem) {
    let known = Set((plan?.otherProcesses ?? [:]).keys).union((plan?.schedules ?? []).map(\.name))
    guard !known.contains(role), run(of: role) == nil else { return }
    let kept = try await services.logs(of: app, plan).runs().contains { $0.role == role }
    guard !kept else { return }
    throw Problem(
      .usageInvalid, "\(app.name) has no process '\(role.prefix(40))'",
      hint: known.isEmpty
        ? "without --process you see the one that serves" : "it has \(known.sorted().joined(separator: ", "))")
  }
}

import RoostEnvironments
import RoostModel
import RoostStore

/// What an app tells of itself when it is looked at, before the processes of this machine were read.
struct AppLook: Sendable {
  var app: AppID
  var name: AppName
  var number: Int
  var restarts: Int
  var resources: ResourceLimits
  var quota: AppQuota
  var runs: [RunLook] = []
}

struct RunLook: Sendable {
  var environment: EnvironmentID
  var startedAt: Double
  /// Where it is a process of this machine.
  var hostPID: Int32?
  /// Of one that is somewhere else.
  var metrics: EnvironmentMetrics?
  var logBytes: UInt64?

  func sight(_ table: ProcessTable?) -> RunSight {
    RunSight(environment: environment, startedAt: startedAt, use: use(table), logBytes: logBytes)
  }

  private func use(_ table: ProcessTable?) -> ProcessTable.Use? {
    if let hostPID { return table?.use(of: hostPID) }
    guard let metrics else { return nil }
    return ProcessTable.Use(
      cpuSeconds: metrics.cpuSeconds ?? 0, memory: metrics.memory?.bytes ?? 0, processes: metrics.processes ?? 0)
  }
}

extension AppSupervisor {
  /// `nil` once it is removed.
  func observed() async -> AppLook? {
    guard !isRemoved else { return nil }
    var look = AppLook(app: app.id, name: app.name, number: app.number, restarts: allRestarts, resources: resources, quota: quota)
    let isFrozen = sleepStatus?.depth == .frozen
    let frozen = isFrozen ? live?.record.environment : nil
    let running = (live.map { [$0] } ?? []) + workers.values.compactMap(\.run) + Array(dueRuns.values)
    for run in running { look.runs.append(await AppSupervisor.look(at: run, stands: run.record.environment == frozen)) }
    // One that waits frozen for its release to come back writes nothing.
    for run in retiring { look.runs.append(await AppSupervisor.look(at: run, stands: true)) }
    return look
  }

  /// - Parameter stands: its agent does not answer.
  private static func look(at run: LiveRun, stands: Bool) async -> RunLook {
    var look = RunLook(
      environment: run.record.environment, startedAt: run.record.startedAt, hostPID: run.hostPID)
    guard !stands else { return look }
    look.logBytes = try? await run.process.outputEnd()
    if run.hostPID == nil { look.metrics = try? await run.environment.metrics() }
    return look
  }
}

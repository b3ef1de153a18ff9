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
    // What runs changes while agents are asked. One that waits frozen for its release to come back writes nothing.
    let seen = Set(running.map(\.record.environment))
    let waiting = retiring.filter { !seen.contains($0.record.environment) }
    look.runs = await AppSupervisor.looks(at: running, frozen: frozen, waiting: waiting)
    return look
  }

  /// All at once: several agents that do not answer take no longer than one.
  private static func looks(at running: [LiveRun], frozen: EnvironmentID?, waiting: [LiveRun]) async -> [RunLook] {
    await withTaskGroup(of: RunLook.self) { group in
      for run in running {
        let stands = run.record.environment == frozen
        group.addTask { await AppSupervisor.look(at: run, stands: stands) }
      }
      for run in waiting { group.addTask { await AppSupervisor.look(at: run, stands: true) } }
      var looks: [RunLook] = []
      for await look in group { looks.append(look) }
      return looks
    }
  }

  /// A request to an agent ends with this limit alone: it is not cancelled.
  private static let patience: Duration = .seconds(2)

  /// - Parameter stands: its agent does not answer.
  private static func look(at run: LiveRun, stands: Bool) async -> RunLook {
    var look = RunLook(
      environment: run.record.environment, startedAt: run.record.startedAt, hostPID: run.hostPID)
    guard !stands else { return look }
    async let written = AppSupervisor.written(by: run)
    if run.hostPID == nil { look.metrics = try? await run.environment.metrics(within: patience) }
    look.logBytes = await written
    return look
  }

  private static func written(by run: LiveRun) async -> UInt64? { try? await run.process.outputEnd(within: patience) }
}

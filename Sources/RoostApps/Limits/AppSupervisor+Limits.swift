import Logging
import RoostEnvironments
import RoostGateway
package import RoostModel
import RoostStore
import RoostSystem

extension AppSupervisor {
  /// What its environments are limited to from their next start on.
  var resources: ResourceLimits { services.resources(of: app, plan?.limits ?? ResourceLimits()) }
  var quota: AppQuota { (app.limits ?? AppLimits()).over(plan?.quota) }

  package func limits() async throws(Problem) -> AppLimitsReport {
    guard !isRemoved else { throw Problem.noSuchApp(app.name) }
    return await report(pending: [], warnings: [])
  }

  /// In force at once where the kernel and the gateway can, else with the next start; `pending` says what waits.
  package func change(_ change: AppLimitsChange) async throws(Problem) -> AppLimitsReport {
    guard !isRemoved else { throw Problem.noSuchApp(app.name) }
    let (before, quotaBefore) = (resources, quota)
    let wanted = try applied(change)
    try await checkMemory(wanted)
    try await services.store.setLimits(wanted.isEmpty ? nil : wanted, app: app.id)
    app.limits = wanted.isEmpty ? nil : wanted
    services.gateway.setSettings(app.name, routeSettings)
    var (pending, warnings) = await bringIntoForce(before)
    if live != nil, quota.logs != quotaBefore.logs { pending.append(.logs) }
    if quota.storage != quotaBefore.storage { await reconsiderStorage() }
    services.jobs.add { [weak self] in await self?.renewSpare() }
    return await report(pending: pending, warnings: warnings)
  }

  private func applied(_ change: AppLimitsChange) throws(Problem) -> AppLimits {
    do throws(Problem) {
      return try change.applied(to: app.limits ?? AppLimits())
    } catch {
      var problem = error
      problem.hint.replace("limits NAME ", with: "limits \(app.name) ")
      throw problem
    }
  }

  /// The kernel would end what runs.
  private func checkMemory(_ wanted: AppLimits) async throws(Problem) {
    let limit = wanted.over(plan?.limits ?? ResourceLimits()).memory
    guard let limit, limit != resources.memory, let used = await services.usages.usage(of: app.id)?.memory, used > limit else {
      return
    }
    throw Problem(
      .usageInvalid, "\(app.name) uses \(used) of memory now: a limit of \(StatedLimits.text(limit)) would end it",
      hint: "ask for more, or stop it first: roost app stop \(app.name)")
  }

  private func bringIntoForce(_ before: ResourceLimits) async -> (pending: [AppLimit], warnings: [String]) {
    let wanted = resources
    let running = (live.map { [$0] } ?? []) + workers.values.compactMap(\.run) + Array(dueRuns.values) + retiring
    guard !running.isEmpty, wanted != before else { return ([], []) }
    var pending: [AppLimit] = []
    if wanted.openFiles != before.openFiles { pending.append(.openFiles) }
    if wanted.disk != before.disk { pending.append(.disk) }
    guard wanted.memory != before.memory || wanted.cpus != before.cpus || wanted.processes != before.processes else {
      return (pending, [])
    }
    var warnings: [String] = []
    for run in running {
      do throws(Problem) {
        try await run.environment.limit(wanted)
      } catch {
        warnings.append(error.message)
        if wanted.memory != before.memory { pending.append(.memory) }
        if wanted.cpus != before.cpus { pending.append(.cpus) }
        if wanted.processes != before.processes { pending.append(.processes) }
        break
      }
    }
    return (pending, warnings)
  }

  private func report(pending: [AppLimit], warnings: [String]) async -> AppLimitsReport {
    let usage = await services.usages.usage(of: app.id)
    let storage = await services.usages.storage(of: app.id)
    let stated = StatedLimits(
      set: app.limits ?? AppLimits(), plan: plan, usage: usage, storage: storage, logs: await keptLogs(),
      inFlight: services.gateway.metrics(of: app.name)?.inFlight, standard: services.configuration)
    var warnings = warnings
    if let limit = quota.storage, let storage, storage > limit {
      warnings.append(
        isHeld
          ? Problem.stoppedOverQuota(app.name, storage, limit).message
          : Problem.overQuota(app.name, storage, limit).message + ": it is not deployed, and stopped if that goes on")
    }
    return AppLimitsReport(
      app: app.name, limits: AppLimit.allCases.map(stated.status), pending: pending, warnings: warnings)
  }

  /// Output of its ended runs, and of what runs as far as that is kept.
  private func keptLogs() async -> ByteCount? {
    guard let kept = try? await services.logs(of: app, plan).space() else { return nil }
    let present = (live.map { [$0] } ?? []) + workers.values.compactMap(\.run) + Array(dueRuns.values)
    // One that stands still does not answer.
    let awake = sleepStatus?.depth == .frozen ? [] : present
    let most = quota.logs ?? ByteCount(AppLogs.keptOfRun)
    var sum = kept
    for run in awake {
      guard let written = try? await run.process.outputEnd(within: .seconds(2)) else { continue }
      sum = sum + min(ByteCount(written), most)
    }
    return sum
  }

  /// A deployment would only make it more.
  func checkQuota() async throws(Problem) {
    guard let limit = quota.storage else { return }
    let used = await services.usages.measure(app)
    if let used, used > limit { throw Problem.overQuota(app.name, used, limit) }
  }
}

extension AppServices {
  func resources(of app: AppRecord, _ stated: ResourceLimits) -> ResourceLimits {
    var limits = (app.limits ?? AppLimits()).over(stated)
    if limits.processes == nil { limits.processes = configuration.defaultProcesses }
    return limits
  }
}

extension Problem {
  static func overQuota(_ name: AppName, _ used: ByteCount, _ limit: ByteCount) -> Problem {
    Problem(
      .diskFull, "\(name) takes up \(used); its limit of data, releases and logs is \(StatedLimits.text(limit))",
      hint: "remove what it does not need from its data, or allow it more: roost app limits \(name) --storage SIZE")
  }
}

import Logging
import RoostEnvironments
import RoostModel
import RoostStore
import SystemPackage

/// Starts a release's process in a fresh environment, and takes one apart.
struct Launcher: Sendable {
  let services: AppServices
  let app: AppRecord
  let release: ReleaseRecord

  /// Starts what serves, in an environment made ahead if that suits. Everything else it made is gone again when it throws.
  func launch(_ runtimes: [InstalledLayer], in spare: (any Environment)? = nil) async throws(Problem) -> LiveRun {
    if let spare, let run = try await launch(runtimes, ready: spare) { return run }
    guard case .command(let line, _) = try plan.start else { throw hasNoCommand }
    return try await launch(line, runtimes, purpose: .serve)
  }

  /// `nil` when it was made for something else, or has ended meanwhile.
  private func launch(_ runtimes: [InstalledLayer], ready spare: any Environment) async throws(Problem) -> LiveRun? {
    let given = try await services.given(to: app, plan)
    var wanted = try spec(runtimes, given)
    wanted.id = spare.spec.id
    guard wanted == spare.spec, case .command(let line, _) = try plan.start else { return nil }
    let record = try await services.store.newRun(
      wanted.id, app: app.id, release: release.number, purpose: .serve, now: services.now())
    do throws(Problem) {
      return try await begin(line, record, spare, given)
    } catch {
      services.logger.notice(
        "an environment made ahead is of no use", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
      // Its process may run: no second one works on the same data.
      await services.clearUp(spare)
      return nil
    }
  }

  /// Starts a process beside it, in an environment of its own.
  func launch(_ line: String, as role: String, _ runtimes: [InstalledLayer], purpose: RunRecord.Purpose)
    async throws(Problem) -> LiveRun
  {
    try await launch(line, runtimes, purpose: purpose, role: role)
  }

  private func launch(
    _ line: String, _ runtimes: [InstalledLayer], purpose: RunRecord.Purpose, role: String? = nil
  ) async throws(Problem) -> LiveRun {
    let given = try await services.given(to: app, plan)
    let spec = try spec(runtimes, given)
    let (record, environment) = try await services.prepare(
      spec, app: app, release: release, purpose: purpose, role: role)
    do throws(Problem) {
      try await environment.boot()
      return try await begin(line, record, environment, given)
    } catch {
      await services.clearUp(environment)
      throw error
    }
  }

  private func begin(
    _ line: String, _ record: RunRecord, _ environment: any Environment, _ given: GivenVariables
  ) async throws(Problem) -> LiveRun {
    let plan = try plan
    var record = record
    await services.openDoors(of: environment, for: app.name)
    let began = ContinuousClock.now
    let process = try await environment.spawn(
      given.running(record.role == nil ? plan.process(line) : .shell(line)))
    try await services.store.setProcess(process.number, of: environment.spec.id)
    record.process = process.number.rawValue
    var run = LiveRun(
      record: record, environment: environment, process: process, hostPID: await process.hostPID, plan: plan,
      statics: BuiltSite.statics(of: plan, in: services.paths(of: app).release(release.number)),
      rule: services.visitorRule(plan))
    run.began = began
    run.redactor = given.redactor
    run.variableVersion = given.version
    return run
  }

  /// Stops the process, keeps its output, removes its environment, which a full disk does not keep from being removed.
  func end(_ run: LiveRun) async throws(Problem) {
    // One that stands still hears nothing.
    try? await run.environment.resume()
    try await run.process.end(grace: services.configuration.stopGrace)
    do {
      try await services.logs(of: app, release.plan).keep(run)
    } catch {
      services.logger.error("output of a run is lost", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
    try await run.environment.destroy(grace: .zero)
    try await services.store.deleteRun(run.record.environment)
  }

  private var plan: Plan {
    get throws(Problem) {
      guard let plan = release.plan else { throw hasNoCommand }
      return plan
    }
  }

  private var hasNoCommand: Problem {
    Problem(.internal, "release \(release.number) of \(app.name) has no start command", hint: "deploy it again")
  }

  /// What the release runs in.
  func spec(_ runtimes: [InstalledLayer], _ given: GivenVariables) throws(Problem) -> EnvironmentSpec {
    let plan = try plan
    var spec = EnvironmentSpec(
      layers: runtimes.map(\.tree) + release.appLayers, user: app.user, network: plan.network,
      limits: services.resources(of: app, plan.limits))
    if let logs = (app.limits ?? AppLimits()).over(plan.quota).logs { spec.output = logs }
    spec.variables = AppVariables.serving(
      name: app.name, release: release.number, plan: plan, layers: runtimes, configuration: services.configuration)
    spec.place(at: plan.target ?? .sandbox)
    spec.workingDirectory = plan.workingDirectory
    if let image = plan.image { spec.enter(image, stated: plan.variables) }
    let data = AppPaths(home: services.configuration.home, app: app.id).data
    var mount = BindMount(source: data.string, target: "/data", readOnly: false)
    mount.volume = AppPaths.volume(of: app.id)
    spec.mounts = [mount]
    spec.gateway = services.links(given, plan).access
    return spec
  }
}

extension ProcessHandle {
  /// SIGTERM, and SIGKILL after the grace. Returns when it has ended.
  func end(grace: Duration) async throws(Problem) {
    do {
      try await signal(15)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { _ = try await self.exitStatus() }
        group.addTask {
          try await ContinuousClock().sleep(for: grace)
          try await self.signal(9)
        }
        try await group.next()
        group.cancelAll()
      }
    } catch {
      // It had ended already, or its agent is gone: there is nothing left to stop.
      guard let problem = error as? Problem, [.environmentState, .connectionLost, .environmentNotFound].contains(problem.code)
      else {
        throw Problem.unexpected(error, during: "stopping a process")
      }
    }
  }
}

import Logging
import RoostEnvironments
import RoostModel
import RoostSystem

/// One named environment: what is written down about it, what runs of it, what was seen of it.
actor KeptEnvironment {
  let services: KeeperServices
  private(set) var record: KeptRecord
  private(set) var environment: (any Environment)?
  private(set) var observed = ObservedEnvironment()
  private(set) var telemetry = Telemetry()
  /// Why it does not run, beyond what its agent said.
  private var problem: Problem?
  private var isEnding = false
  private var doors: (any HostPorts)?

  init(services: KeeperServices, record: KeptRecord) {
    self.services = services
    self.record = record
    observed.forwards = record.ports ?? []
    observed.hasOwnDisk = record.spec.limits.disk != nil || record.spec.strategy == .machine
  }

  var name: EnvironmentName { record.name }

  /// What runs of it.
  func running() throws(Problem) -> any Environment {
    guard let environment, !isEnding, !observed.state.isOver else { throw Problem.gone(record.name) }
    if observed.state == .paused { throw Problem.paused(record.name) }
    return environment
  }

  func measure<Result>(_ activity: Telemetry.Activity, _ body: () async throws(Problem) -> Result) async throws(Problem) -> Result
  {
    var seconds: Double??
    defer { if let seconds { telemetry.record(activity, seconds) } }
    return try await services.measurements.measure(activity, of: record.spec.strategy, into: { seconds = .some($0) }, body)
  }

  // MARK: Beginning

  /// Takes up what was booted for it. From here on it is watched.
  func begin(_ environment: any Environment, bootedIn seconds: Double?) async {
    self.environment = environment
    problem = nil
    if let seconds { telemetry.record(.boot, seconds) }
    happened(.state(await environment.state))
    serve(environment)
    services.jobs.add { await self.watch(environment) }
    if let processes = try? await environment.processes() { for process in processes { follow(process) } }
  }

  /// Binds the ports of this machine that lead inside. Before the boot, so that one that is taken refuses the environment.
  func openPorts() throws(Problem) {
    if doors == nil, let ports = record.ports, !ports.isEmpty { doors = try services.openPorts(ports) }
  }

  private func closePorts() {
    doors?.close()
    doors = nil
  }

  /// An environment that is there goes on without them.
  private func serve(_ environment: any Environment) {
    do throws(Problem) { try openPorts() } catch { happened(.failed(error)) }
    guard let doors else { return }
    services.jobs.add { await doors.serve(environment) }
  }

  /// Finds what an earlier daemon booted.
  func reattach() async {
    do throws(Problem) {
      let strategy = try services.strategies.strategy(record.spec.strategy)
      guard let found = try await strategy.reattach(record.spec.id) else {
        return lost(because: Problem.gone(record.name))
      }
      await begin(found, bootedIn: nil)
      if record.isPaused { try await found.pause() }
    } catch { lost(because: error) }
  }

  private func lost(because reason: Problem) {
    problem = reason
    let isOutOfTime = record.spec.limits.seconds.map { record.createdAt + Double($0) < services.now() } ?? false
    tell(observed.happened(.state(isOutOfTime ? .ended : .lost), to: record.name))
    services.logger.warning(
      "an environment is lost", metadata: ["environment.name": "\(record.name)", "problem": "\(reason.message)"])
  }

  // MARK: Watching

  private func watch(_ environment: any Environment) async {
    for await event in await environment.events() { happened(event) }
    guard !isEnding, observed.state == .lost else { return }
    closePorts()
    await recover()
  }

  private func happened(_ event: EnvironmentEvent) { tell(observed.happened(event, to: record.name)) }

  func tell(_ notice: EnvironmentNotice?) {
    if let notice { services.notices.add(notice) }
  }

  /// A process that was started before anybody watched.
  private func follow(_ process: any ProcessHandle) {
    // It is no news that it started.
    _ = observed.happened(.processStarted(process.number), to: record.name)
    services.jobs.add {
      guard let exit = try? await process.exitStatus() else { return }
      await self.happened(.processExited(process.number, exit))
    }
  }

  /// An engine that restarted may have brought it back: one more look, a moment later.
  private func recover() async {
    do { try await ContinuousClock().sleep(for: .seconds(2)) } catch { return }
    guard !isEnding, let strategy = services.strategies[record.spec.strategy] else { return }
    do throws(Problem) {
      guard let found = try await strategy.reattach(record.spec.id), !isEnding else { return }
      await begin(found, bootedIn: nil)
    } catch { problem = error }
  }

  // MARK: Changes

  func pause() async throws(Problem) {
    if observed.state != .paused { try await running().pause() }
    happened(.state(.paused))
    record.isPaused = true
    try await write()
  }

  func resume() async throws(Problem) {
    guard let environment, !isEnding, !observed.state.isOver else { throw Problem.gone(record.name) }
    try await environment.resume()
    happened(.state(.ready))
    record.isPaused = false
    try await write()
  }

  /// Removes all of it, also what nobody answers for any more.
  func destroy() async throws(Problem) {
    isEnding = true
    closePorts()
    do throws(Problem) {
      if let environment {
        try await environment.destroy(grace: .seconds(2))
      } else if let strategy = services.strategies[record.spec.strategy] {
        try await strategy.discard(record.spec.id)
      }
      try await removeRecord()
    } catch {
      isEnding = false
      throw error
    }
    tell(observed.happened(.state(.destroyed), to: record.name))
  }

  private func removeRecord() async throws(Problem) {
    let path = services.paths.record(record.name)
    try await BlockingWork.run { () throws(Problem) in try DirectoryEntryRemoval.remove(path) }
  }

  func write() async throws(Problem) {
    let record = record
    let path = services.paths.record(record.name)
    try await BlockingWork.run { () throws(Problem) in try JSONFile.writeDurably(record, to: path) }
  }

  func started(_ number: ProcessNumber, _ command: [String]) async throws(Problem) {
    record.started(number, command, at: services.now())
    happened(.processStarted(number))
    try await write()
  }

  // MARK: Telling

  var summary: EnvironmentSummary {
    var summary = EnvironmentSummary(
      name: record.name, id: record.spec.id, target: record.target, state: observed.state, madeOf: record.madeOf,
      createdAt: record.createdAt)
    summary.ports = observed.ports
    summary.processes = observed.running
    summary.problem = (problem ?? observed.problem)?.told(of: record.name)
    return summary
  }

  func detail(warm: Int) async -> EnvironmentDetail {
    var detail = EnvironmentDetail(summary: summary, spec: record.spec, timings: telemetry.timings)
    detail.snapshot = record.snapshot
    detail.forwards = record.ports
    detail.passedOver = record.passedOver
    detail.processes = processes
    detail.warm = warm
    if observed.state == .ready { detail.metrics = try? await environment?.metrics() }
    return detail
  }

  private var processes: [ProcessSummary] {
    let numbers = Set(observed.processes.keys.map(\.rawValue)).union(record.commands.keys).sorted()
    return numbers.map { raw in
      let number = ProcessNumber(rawValue: raw)
      let command = record.commands[raw]
      let exit = observed.processes[number] ?? ExitStatus(.lost, at: record.createdAt)
      return ProcessSummary(number: number, command: command?.words ?? [], startedAt: command?.at, exit: exit)
    }
  }
}

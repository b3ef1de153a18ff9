import RoostEnvironments
import RoostModel
import Synchronization
import SystemPackage

/// Environments in which nothing runs: they tell what was asked of them, and stop where a test wants them to. The real ones
/// cannot be stopped in the middle of a start.
final class StillStrategy: Strategy {
  let kind = StrategyKind.sandbox
  let moments: Moments
  let canPause: Bool
  private let present = Mutex<[EnvironmentID: StillEnvironment]>([:])
  /// The next process starts, and whoever started it is told that it did not.
  let failsToTell = Mutex(false)

  init(_ moments: Moments, canPause: Bool) {
    self.moments = moments
    self.canPause = canPause
  }

  var environments: [StillEnvironment] { present.withLock { Array($0.values) } }

  func probe() async -> ProbeReport {
    ProbeReport(strategy: .sandbox, isUsable: true, isolation: .none, abilities: [], findings: [])
  }

  func prepare(_ spec: EnvironmentSpec) async throws(Problem) -> any Environment {
    let environment = StillEnvironment(spec, self)
    present.withLock { $0[spec.id] = environment }
    await moments.reach("prepare")
    return environment
  }

  func forget(_ id: EnvironmentID) { present.withLock { $0[id] = nil } }
  func reattach(_ id: EnvironmentID) async throws(Problem) -> (any Environment)? { present.withLock { $0[id] } }
  func known() async throws(Problem) -> [EnvironmentID] { present.withLock { Array($0.keys) } }
  func discard(_ id: EnvironmentID) async throws(Problem) { forget(id) }
}

/// One process, named after the last word of its command line.
final class StillEnvironment: Environment {
  let spec: EnvironmentSpec
  private let strategy: StillStrategy
  private let started = Mutex<StillProcess?>(nil)

  init(_ spec: EnvironmentSpec, _ strategy: StillStrategy) {
    self.spec = spec
    self.strategy = strategy
  }

  var process: StillProcess? { started.withLock { $0 } }
  private var moments: Moments { strategy.moments }
  private var name: String { process?.name ?? "nothing" }
  var state: EnvironmentState { .ready }

  func boot() async throws(Problem) {
    await moments.reach("boot")
    await moments.reach("booted")
  }

  func spawn(_ spec: ProcessSpec) async throws(Problem) -> any ProcessHandle {
    let process = StillProcess(spec.arguments.last ?? spec.command, moments)
    started.withLock { $0 = process }
    await moments.reach("start \(process.name)")
    let isTold = strategy.failsToTell.withLock { fails in
      defer { fails = false }
      return !fails
    }
    guard isTold else { throw Problem(.connectionLost, "the agent has gone", hint: "none") }
    return process
  }

  func processes() async throws(Problem) -> [any ProcessHandle] { process.map { [$0] } ?? [] }
  func events() async -> AsyncStream<EnvironmentEvent> { AsyncStream { $0.finish() } }

  func destroy(grace: Duration) async throws(Problem) {
    process?.end()
    strategy.forget(spec.id)
    await moments.reach("gone \(name)")
  }

  func pause() async throws(Problem) {
    guard strategy.canPause else { throw Problem(.unsupported, "nothing can be paused here", hint: "none") }
    await moments.reach("pause \(name)")
  }

  func resume() async throws(Problem) { await moments.reach("resume \(name)") }
}

final class StillProcess: ProcessHandle {
  let number = ProcessNumber(rawValue: 1)
  let name: String
  private let moments: Moments
  private struct State {
    var exit: ExitStatus?
    var waiters: [CheckedContinuation<ExitStatus, Never>] = []
  }
  private let state = Mutex(State())
  /// Done when it is told to end, before it ends.
  let lastWill = Mutex<(@Sendable () -> Void)?>(nil)

  init(_ name: String, _ moments: Moments) {
    self.name = name
    self.moments = moments
  }

  var hostPID: Int32? { nil }
  var exit: ExitStatus? { state.withLock { $0.exit } }

  func end() {
    let status = ExitStatus(.exited(0), at: 1)
    let waiters = state.withLock { state in
      defer { state.waiters = [] }
      if state.exit == nil { state.exit = status }
      return state.waiters
    }
    for waiter in waiters { waiter.resume(returning: status) }
  }

  func exitStatus() async throws(Problem) -> ExitStatus {
    await withCheckedContinuation { waiter in
      let status: ExitStatus? = state.withLock { state in
        if state.exit == nil { state.waiters.append(waiter) }
        return state.exit
      }
      if let status { waiter.resume(returning: status) }
    }
  }

  func signal(_ signal: Int32) async throws(Problem) {
    await moments.reach("signal \(name)")
    lastWill.withLock { $0 }?()
    end()
  }

  func output(from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error> { AsyncThrowingStream { $0.finish() } }
  func outputEnd(within limit: Duration?) async throws(Problem) -> UInt64 { 0 }
  func write(_ bytes: [UInt8]) async throws(Problem) {}
  func closeInput() async throws(Problem) {}
  func resize(_ size: TerminalSize) async throws(Problem) {}
}

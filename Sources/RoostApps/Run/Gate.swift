import RoostEnvironments
import RoostModel

/// What a new process must pass before requests reach it: it listens on its port, answers HTTP, and still lives
/// one second after its start.
struct Gate: Sendable {
  var name: AppName
  var port: UInt16
  /// `nil` asks for `/` and takes any status below 500; a path of the user's must answer 2xx or 3xx.
  var healthPath: String?
  var timeout: Duration
  /// After this long with another port open and not the wanted one, the app is told apart from a slow one.
  var wrongPortAfter: Duration = .seconds(15)
  /// When to mention that port while still waiting.
  var wrongPortNotice: Duration = .seconds(3)
  var mustLive: Duration = .seconds(1)

  /// Throws the first gate that was not passed. `started` is when the process was spawned.
  func pass(
    _ environment: any Environment, _ process: any ProcessHandle, started: ContinuousClock.Instant,
    progress: @escaping ProgressSink
  ) async throws(Problem) {
    let limit = started + timeout
    try await race(process) { () async throws(Problem) in
      try await listening(environment, started: started, until: limit, progress)
      try await answering(environment, until: limit)
      await pause(until: started + mustLive)
    }
  }

  /// Runs `gates` beside the process, whose end wins over them.
  private func race(_ process: any ProcessHandle, _ gates: @escaping @Sendable () async throws(Problem) -> Void)
    async throws(Problem)
  {
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { throw exited(try await process.exitStatus()) }
        group.addTask { try await gates() }
        try await group.next()
        group.cancelAll()
      }
    } catch { throw Problem.unexpected(error, during: "checking the new release of \(name)") }
  }

  private func listening(
    _ environment: any Environment, started: ContinuousClock.Instant, until limit: ContinuousClock.Instant,
    _ progress: @escaping ProgressSink
  ) async throws(Problem) {
    let watch = PortWatch()
    let events = await environment.events()
    let port = port
    let listens = await withTaskGroup(of: Bool.self) { group in
      group.addTask { await watch.wait(for: port, in: events) }
      group.addTask {
        await patience(watch, started: started, until: limit, progress)
        return false
      }
      let first = await group.next() ?? false
      group.cancelAll()
      return first
    }
    if listens { return }
    if let other = watch.other { throw wrongPort(other) }
    throw notListening
  }

  /// Returns when there is no point in waiting for the port any longer.
  private func patience(
    _ watch: PortWatch, started: ContinuousClock.Instant, until limit: ContinuousClock.Instant, _ progress: ProgressSink
  ) async {
    await pause(until: min(limit, started + wrongPortNotice))
    if let other = watch.other, !Task.isCancelled {
      progress(.warning("\(name) listens on port \(other); waiting for port \(port) ($PORT)"))
    }
    await pause(until: min(limit, started + wrongPortAfter))
    if watch.other == nil { await pause(until: limit) }
  }

  private func answering(_ environment: any Environment, until limit: ContinuousClock.Instant) async throws(Problem) {
    let clock = ContinuousClock()
    var delay = Duration.milliseconds(10)
    var last = HTTPProbe.Answer.closed
    while clock.now < limit {
      last = await ask(environment, until: limit)
      if case .status(let status) = last, accepts(status) { return }
      if case .silence = last { break }
      await pause(until: min(limit, clock.now + delay))
      delay = min(delay * 2, .milliseconds(250))
      if Task.isCancelled { break }
    }
    throw noAnswer(last)
  }

  private func ask(_ environment: any Environment, until limit: ContinuousClock.Instant) async -> HTTPProbe.Answer {
    guard let connection = try? await environment.dial(port), case .descriptor(let descriptor) = connection else {
      return .closed
    }
    let left = limit - ContinuousClock.now
    return await HTTPProbe.ask(
      descriptor: descriptor, path: healthPath ?? "/", host: "\(name).localhost", timeout: left)
  }

  private func accepts(_ status: Int) -> Bool { healthPath == nil ? status < 500 : (200..<400).contains(status) }

  private func pause(until instant: ContinuousClock.Instant) async {
    // A cancelled pause is a gate whose race was decided elsewhere.
    try? await ContinuousClock().sleep(until: instant)
  }
}

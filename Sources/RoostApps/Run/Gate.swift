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
  /// After this long with another port open and not the wanted one, that port is asked instead.
  var patience: Duration = .seconds(3)
  var mustLive: Duration = .seconds(1)

  /// Throws the first gate that was not passed. `started` is when the process was spawned.
  /// - Returns: the port it answers on: the wanted one, or the one an app uses that does not read `PORT`.
  func pass(
    _ environment: any Environment, _ process: any ProcessHandle, started: ContinuousClock.Instant
  ) async throws(Problem) -> UInt16 {
    let limit = started + timeout
    return try await race(process) { () async throws(Problem) in
      let found = try await listening(environment, started: started, until: limit)
      do throws(Problem) {
        try await answering(environment, on: found, until: limit)
      } catch {
        throw found == port ? error : wrongPort(found)
      }
      await pause(until: started + mustLive)
      return found
    }
  }

  /// Runs `gates` beside the process, whose end wins over them.
  private func race(_ process: any ProcessHandle, _ gates: @escaping @Sendable () async throws(Problem) -> UInt16)
    async throws(Problem) -> UInt16
  {
    do {
      return try await withThrowingTaskGroup(of: UInt16.self) { group in
        group.addTask { throw exited(try await process.exitStatus()) }
        group.addTask { try await gates() }
        defer { group.cancelAll() }
        guard let port = try await group.next() else { throw notListening }
        return port
      }
    } catch { throw Problem.unexpected(error, during: "checking the new release of \(name)") }
  }

  private func listening(
    _ environment: any Environment, started: ContinuousClock.Instant, until limit: ContinuousClock.Instant
  ) async throws(Problem) -> UInt16 {
    let watch = PortWatch()
    let events = await environment.events()
    let port = port
    let found = await withTaskGroup(of: UInt16?.self) { group in
      group.addTask { await watch.wait(for: port, in: events) ? port : nil }
      group.addTask {
        await pause(until: min(limit, started + patience))
        return await watch.nextOther()
      }
      group.addTask {
        await pause(until: limit)
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
    guard let found else { throw notListening }
    return found
  }

  private func answering(
    _ environment: any Environment, on port: UInt16, until limit: ContinuousClock.Instant
  ) async throws(Problem) {
    let clock = ContinuousClock()
    var delay = Duration.milliseconds(10)
    var last = HTTPProbe.Answer.closed
    while clock.now < limit {
      last = await ask(environment, on: port, until: limit)
      if case .status(let status) = last, accepts(status) { return }
      if case .silence = last { break }
      await pause(until: min(limit, clock.now + delay))
      delay = min(delay * 2, .milliseconds(250))
      if Task.isCancelled { break }
    }
    throw noAnswer(last)
  }

  private func ask(
    _ environment: any Environment, on port: UInt16, until limit: ContinuousClock.Instant
  ) async -> HTTPProbe.Answer {
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

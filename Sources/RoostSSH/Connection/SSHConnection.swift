import Logging
import RoostModel
import RoostSystem
import SystemPackage

/// The one connection to a host, held open by an `ssh` that outlives the daemon; everything for that host goes through it.
/// Made when it is needed, and again when it is lost.
actor SSHConnection {
  private enum Phase {
    case closed
    case opening
    case open(FarFacts)
  }

  /// How often a session is asked for that the host has none left for. It refuses before anything is begun.
  private static let sessionAttempts = 6

  nonisolated let address: SSHAddress
  nonisolated let arguments: SSHArguments
  private var phase = Phase.closed
  var shell = KeptShell()
  private var changes: [CheckedContinuation<Void, Never>] = []

  init(_ arguments: SSHArguments) {
    address = arguments.address
    self.arguments = arguments
  }

  var commandLimit: Duration { .seconds(arguments.timings.command) }

  // MARK: Opening

  /// What the host is like. Opens the connection when there is none.
  func facts() async throws(Problem) -> FarFacts {
    while true {
      switch phase {
      case .open(let facts): return facts
      case .opening: await withCheckedContinuation { changes.append($0) }
      case .closed:
        enter(.opening)
        do throws(Problem) {
          let facts = try await gather()
          shell = KeptShell()
          enter(.open(facts))
          return facts
        } catch {
          enter(.closed)
          throw error
        }
      }
    }
  }

  private func enter(_ next: Phase) {
    phase = next
    let waiting = changes
    changes = []
    for continuation in waiting { continuation.resume() }
  }

  /// Logging in and looking around are one command.
  private func gather() async throws(Problem) -> FarFacts {
    let socket = arguments.socket
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(socket.removingLastComponent(), mode: 0o700)
    }
    let command = try FarScript.facts.line()
    let run = SSHRun(arguments: arguments.opening(command), timeout: commandLimit)
    let answer: SSHAnswer
    do throws(Problem) {
      answer = try await run.run()
    } catch {
      guard error.code == .timeout else { throw error }
      throw SSHFault.timedOut.problem(at: address, said: error.message)
    }
    guard !answer.isFaultOfConnection else { throw SSHFault(answer.errors).problem(at: address, said: answer.errors) }
    return try FarFacts(answer.text, of: address)
  }

  /// What was found out does not count any more.
  func forget() {
    if case .open = phase { enter(.closed) }
  }

  /// Ends the connection, and with it all that goes through it.
  func close() async {
    shell = KeptShell()
    // One that is not there need not be ended.
    _ = try? await SSHRun(arguments: arguments.closing(), timeout: commandLimit).run()
    forget()
  }

  // MARK: Using

  /// Runs a command there. An answer is whatever the script ends with.
  ///
  /// - Parameter isRepeatable: may be run a second time when the connection broke and nobody knows how far it came.
  func call(
    _ command: RemoteCommand, within limit: Duration? = nil, isRepeatable: Bool = false, outputLimit: Int = SSHRun.usualOutput,
    feed: SSHRun.Feed? = nil
  ) async throws(Problem) -> SSHAnswer {
    let run = SSHRun(
      arguments: arguments.using(try command.line()), timeout: limit ?? commandLimit, outputLimit: outputLimit)
    _ = try await facts()
    var answer = try await attempt(run, feed)
    var attempts = 1
    while answer.isFaultOfConnection, SSHFault(answer.errors) == .tooManySessions, attempts < SSHConnection.sessionAttempts {
      await makeRoom()
      answer = try await attempt(run, feed)
      attempts += 1
    }
    guard answer.isFaultOfConnection else { return answer }
    forget()
    let fault = SSHFault(answer.errors)
    // Without any output nothing was begun: what the fault says is that there was no connection.
    guard fault == .lost, isRepeatable || SSHConnection.wasNeverThere(answer) else {
      throw fault.problem(at: address, said: answer.errors)
    }
    _ = try await facts()
    let second = try await attempt(run, feed)
    guard !second.isFaultOfConnection else {
      forget()
      throw SSHFault(second.errors).problem(at: address, said: second.errors)
    }
    return second
  }

  /// Runs a command over a connection of its own, which needs a login: for when this one has no session left.
  func alone(_ command: RemoteCommand, within limit: Duration) async throws(Problem) -> SSHAnswer {
    var apart = arguments
    // As `ssh` calls a connection that is nobody else's.
    apart.socket = "none"
    let answer = try await attempt(SSHRun(arguments: apart.opening(try command.line()), timeout: limit), nil)
    guard !answer.isFaultOfConnection else { throw SSHFault(answer.errors).problem(at: address, said: answer.errors) }
    return answer
  }

  /// The connecting program we name instead of a connection was asked, so no session was begun.
  private static func wasNeverThere(_ answer: SSHAnswer) -> Bool {
    answer.output == nil && answer.errors.contains("UNKNOWN port")
  }

  private func attempt(_ run: SSHRun, _ feed: SSHRun.Feed?) async throws(Problem) -> SSHAnswer {
    do throws(Problem) {
      return try await run.run(feed: feed)
    } catch {
      guard error.code == .timeout else { throw error }
      forget()
      throw SSHFault.timedOut.problem(at: address, said: error.message)
    }
  }

  /// From now on, connecting to `near` here leads to `far` there.
  func forward(_ near: FilePath, to far: FilePath) async throws(Problem) {
    _ = try await facts()
    if await isForwarded(near, to: .socket(far.string), true) { return }
    var answer = try await control(arguments.forwarding(near, to: far))
    if !answer.succeeded {
      forget()
      _ = try await facts()
      answer = try await control(arguments.forwarding(near, to: far))
    }
    guard answer.succeeded else {
      throw SSHFault(answer.standardError).problem(at: address, said: answer.standardError)
    }
  }

  func stopForwarding(_ near: FilePath, to far: FilePath) async {
    if await isForwarded(near, to: .socket(far.string), false) { return }
    // Without a connection there is nothing to stop.
    _ = try? await control(arguments.forgetting(near, to: far))
  }

  private func control(_ arguments: [String]) async throws(Problem) -> CommandResult {
    var command = ExternalCommand("ssh", arguments)
    command.timeout = commandLimit
    return try await command.run()
  }
}

import RoostModel
import RoostSystem
import SystemPackage

extension SSHConnection {
  private static let sessionGrace: Duration = .milliseconds(200)

  /// Runs a command that soon ends, as ``call(_:within:isRepeatable:outputLimit:feed:)`` does, but where it can in the shell that
  /// stays. While that is in use, a command has a session of its own.
  func brief(
    _ command: RemoteCommand, input: [UInt8] = [], within limit: Duration? = nil, isRepeatable: Bool = false
  ) async throws(Problem) -> SSHAnswer {
    let limit = limit ?? commandLimit
    let script = try command.lineForShell()
    _ = try await facts()
    if let kept = await takeShell(limit) {
      let outcome = await BlockingWork.run { kept.run(script, input, until: .now + limit) }
      give(back: kept, after: outcome)
      switch outcome {
      case .answered(let answer): return answer
      case .late: throw SSHFault.timedOut.problem(at: address, said: "no answer within \(limit)")
      case .tooMuch: throw SSHRun.tooMuch(FarShell.outputLimit)
      case .lost: if !isRepeatable { throw SSHFault.lost.problem(at: address, said: "") }
      }
    }
    let feed: SSHRun.Feed = { (socket) throws(Problem) in try socket.send(input) }
    return try await call(command, within: limit, isRepeatable: isRepeatable, feed: input.isEmpty ? nil : feed)
  }

  private func give(back kept: FarShell, after outcome: FarShell.Outcome) {
    switch outcome {
    // Another connection has another shell.
    case .answered: if case .inUse = shell { shell = .idle(kept) }
    case .tooMuch: if case .inUse = shell { shell = .none }
    case .late, .lost:
      forget()
      shell = .none
    }
  }

  /// Nil when somebody else uses it, or there is none and none can be made.
  private func takeShell(_ limit: Duration) async -> FarShell? {
    switch shell {
    case .inUse, .refused: return nil
    case .idle(let kept) where kept.takes(limit):
      shell = .inUse
      return kept
    case .idle, .none: break
    }
    shell = .inUse
    let (socket, opening) = (arguments.socket, commandLimit)
    let made = await BlockingWork.run {
      Result { () throws(MuxFault) in try FarShell(at: socket, until: .now + opening) }
    }
    switch made {
    case .success(let kept): return kept
    case .failure(let fault):
      // Without a connection the command finds that out, and makes one.
      if case .inUse = shell { shell = fault == .nobody ? .none : .refused }
      return nil
    }
  }

  /// Where sessions are few, a command goes before the shell; and closing one takes the host a moment.
  func makeRoom() async {
    if case .idle = shell { shell = .refused }
    await SteadyPause.wait(SSHConnection.sessionGrace)
  }

  /// Asks for it directly. False leaves it to a command, which says what is wrong.
  func isForwarded(_ near: FilePath, to far: MuxEnd, _ isOpened: Bool) async -> Bool {
    await forwardingFault(near, to: far, isOpened) == nil
  }

  /// Nil when it is done.
  func forwardingFault(_ near: FilePath, to far: MuxEnd, _ isOpened: Bool) async -> MuxFault? {
    let (socket, limit) = (arguments.socket, commandLimit)
    let done = await BlockingWork.run {
      Result { () throws(MuxFault) in
        try MuxClient(socket, until: .now + limit).forwarding(near, to: far, isOpened: isOpened)
      }
    }
    if case .failure(let fault) = done { return fault }
    return nil
  }
}

import Glibc
import RoostClient
import RoostDaemon
import RoostModel
import Synchronization

/// A program in a named environment, with this command's streams, terminal and signals for its own.
struct AttachedProcess {
  let daemon: DaemonClient
  let environment: EnvironmentName
  let console: Console

  func run(_ request: ProcessRequest, withTerminal: Bool) async throws(Problem) -> ExitStatus {
    signal(SIGPIPE, SIG_IGN)
    if withTerminal, isatty(STDIN_FILENO) != 1 || isatty(STDOUT_FILENO) != 1 {
      throw Problem(.usageInvalid, "-t needs a terminal at both ends, and this is none", hint: "leave -t out: roost env exec -i")
    }
    let session = withTerminal ? TerminalSession.begin() : TerminalSession.signalsOnly()
    defer { session.end() }
    var request = request
    request.terminal = session.size
    let process = try await daemon.spawn(request, in: environment)
    return try await attend(process.number, input: request.acceptsInput, control: session.control)
  }

  private func attend(
    _ number: ProcessNumber, input: Bool, control: AsyncStream<ProgramControl>
  ) async throws(Problem) -> ExitStatus {
    let stop = try StopSwitch()
    let (daemon, environment) = (daemon, environment)
    do {
      return try await withThrowingTaskGroup(of: ExitStatus?.self) { group in
        defer {
          stop.raise()
          group.cancelAll()
        }
        group.addTask { try await AttachedProcess.show(number, in: environment, daemon) }
        group.addTask {
          for await order in control { await AttachedProcess.pass(order, to: number, in: environment, daemon) }
          return nil
        }
        if input { group.addTask { try await AttachedProcess.feed(number, in: environment, daemon, until: stop) } }
        while let outcome = try await group.next() { if let outcome { return outcome } }
        throw CancellationError()
      }
    } catch { throw Problem.unexpected(error, during: "running in \(environment)") }
  }

  /// Until it has ended and all was shown.
  private static func show(
    _ number: ProcessNumber, in environment: EnvironmentName, _ daemon: DaemonClient
  ) async throws(Problem) -> ExitStatus {
    var exit: ExitStatus?
    var offset: UInt64 = 0
    var absence = DaemonAbsence(of: daemon)
    while exit == nil {
      do throws(Problem) {
        try await daemon.output(of: number, in: environment, from: offset, follows: true) { piece in
          absence.heard()
          offset = piece.next
          exit = piece.exit ?? exit
          deliver(piece)
        }
      } catch {
        // A daemon that restarts: the program goes on, and so does its output.
        try await absence.outlast(error)
      }
    }
    return exit ?? ExitStatus(.lost, at: 0)
  }

  private static func deliver(_ piece: ProcessOutput) {
    let target = piece.channel == .standardError ? STDERR_FILENO : STDOUT_FILENO
    do throws(Problem) {
      // A reader that went away ends the command as it would end any other tool; the program goes on.
      if try !StreamRelay.deliver(piece.bytes.values[...], to: target) { Glibc.exit(128 + SIGPIPE) }
    } catch { Glibc.exit(1) }
  }

  /// One that has ended takes no notice.
  private static func pass(
    _ order: ProgramControl, to number: ProcessNumber, in environment: EnvironmentName, _ daemon: DaemonClient
  ) async {
    do throws(Problem) {
      switch order {
      case .signal(let signal): try await daemon.input(ProcessInput(signal: signal), to: number, in: environment)
      case .resized(let size): try await daemon.input(ProcessInput(size: size), to: number, in: environment)
      }
    } catch { return }
  }

  private static func feed(
    _ number: ProcessNumber, in environment: EnvironmentName, _ daemon: DaemonClient, until stop: StopSwitch
  ) async throws(Problem) -> ExitStatus? {
    let input = ProgramInput(
      until: stop,
      write: { (bytes) async throws(Problem) in
        for start in stride(from: 0, to: bytes.count, by: longestInput) {
          let portion = Array(bytes[start..<min(start + longestInput, bytes.count)])
          try await daemon.input(ProcessInput(bytes: portion), to: number, in: environment)
        }
      },
      close: { () async throws(Problem) in
        try await daemon.input(ProcessInput(closes: true), to: number, in: environment)
      })
    try await input.run()
    return nil
  }

  /// Fits into a request's body, a third longer as text.
  private static let longestInput = 32 << 10
}

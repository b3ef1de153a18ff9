import Glibc
import RoostAgentProtocol

/// A process beside the sandbox that the machine needs as long as it runs: this program with other arguments.
final class GuestProcess {
  private static let pause = timespec(tv_sec: 0, tv_nsec: 100_000_000)

  /// Together five seconds.
  private static let leavePause = timespec(tv_sec: 0, tv_nsec: 5_000_000)
  private static let leaveAttempts = 1000

  private let arguments: [String]
  private(set) var pid: Int32 = 0

  init(_ arguments: [String]) { self.arguments = arguments }

  /// Carries connections between the machine's port and the agent's socket.
  static func bridge(to socket: String) throws(BootFailure) -> GuestProcess {
    GuestProcess(["bridge", "--device", try GuestPort.path(of: MachinePlaces.agentPort), "--connect", socket])
  }

  /// Does what the host says while the machine runs.
  static func orders(of boot: BootSpec) throws(BootFailure) -> GuestProcess {
    GuestProcess(["orders", try GuestPort.path(of: MachinePlaces.orderPort), boot.upper, GuestLimits.group])
  }

  func start() throws(BootFailure) {
    let words = CStrings([MachinePlaces.agent] + arguments)
    let variables = CStrings([])
    try BootFailure.at(.agent, "starting \(arguments[0])") { () throws(SystemFailure) in
      let result = words.withPointers { words in
        variables.withPointers { posix_spawn(&pid, MachinePlaces.agent, nil, nil, words!, $0!) }
      }
      if result != 0 { throw SystemFailure(result) }
    }
  }

  /// Tells it to end once it has passed on what it has, and waits for that, for a while.
  func leave() {
    kill(pid, SIGTERM)
    for _ in 0..<GuestProcess.leaveAttempts {
      if waitpid(pid, nil, WNOHANG) != 0 { return }
      var pause = GuestProcess.leavePause
      nanosleep(&pause, nil)
    }
  }

  /// It ended, which it should not: a moment later there is another.
  func startAgain() {
    var pause = GuestProcess.pause
    nanosleep(&pause, nil)
    do throws(BootFailure) {
      try start()
    } catch {
      LastWords.say("roost: no \(arguments[0]) any more: \(error.message)")
    }
  }
}

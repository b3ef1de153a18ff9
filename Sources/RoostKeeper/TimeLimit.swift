package import RoostEnvironments
package import RoostModel

/// The time a process may run, kept from this side: SIGTERM when it is over, SIGKILL five seconds later.
package struct TimeLimit: Sendable {
  package let process: any ProcessHandle
  package let seconds: Double
  private static let grace = Duration.seconds(5)

  package init(of process: any ProcessHandle, seconds: Double) {
    self.process = process
    self.seconds = seconds
  }

  /// Waits for the end of the time and ends the process then, as the agent would tell it. Nil when that was not needed.
  package func keep() async -> ExitStatus? {
    do {
      try await ContinuousClock().sleep(for: .seconds(seconds))
      try await process.signal(TimeLimit.terminate)
      return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          try await ContinuousClock().sleep(for: TimeLimit.grace)
          try await process.signal(TimeLimit.kill)
        }
        defer { group.cancelAll() }
        return TimeLimit.told(try await process.exitStatus())
      }
    } catch {
      // Cancelled, or it has ended: nothing to keep any more.
      return nil
    }
  }

  /// One that was ended by a signal was ended by ours.
  package static func told(_ exit: ExitStatus) -> ExitStatus {
    guard case .signaled = exit.reason else { return exit }
    return ExitStatus(.timedOut, at: exit.at)
  }

  private static let terminate: Int32 = 15
  private static let kill: Int32 = 9
}

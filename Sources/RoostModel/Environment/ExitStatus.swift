/// How a process ended, as its agent saw it. Never invented: what nobody saw is ``lost``.
package enum ExitReason: Sendable, Equatable {
  case exited(Int32)
  case signaled(Int32)
  /// Killed by the kernel because the environment's memory limit was reached.
  case outOfMemory
  /// Ended because its own time limit was over, or that of its environment.
  case timedOut
  /// The environment was destroyed around it.
  case destroyed
  /// The agent itself is gone and left no record.
  case lost
}

package struct ExitStatus: Sendable, Equatable, Codable {
  package var reason: ExitReason
  /// Seconds since 1970.
  package var at: Double

  package init(_ reason: ExitReason, at: Double) {
    self.reason = reason
    self.at = at
  }

  /// The number a shell would show: 128 + signal for a killed process, 137 out of memory, 124 out of time, 255 when nobody knows.
  package var code: Int32 {
    switch reason {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    case .outOfMemory: 137
    case .timedOut: 124
    case .destroyed: 143
    case .lost: 255
    }
  }

  package var succeeded: Bool { reason == .exited(0) }
}

extension ExitReason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .exited(let code): "exited with status \(code)"
    case .signaled(let signal): "was killed by signal \(signal)"
    case .outOfMemory: "was killed because it reached its memory limit"
    case .timedOut: "was ended because its time limit was over"
    case .destroyed: "ended with its environment"
    case .lost: "ended while nobody watched"
    }
  }
}

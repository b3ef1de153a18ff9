/// A number an agent gives to a process it started: 1, 2, 3 ... within one environment, stable over daemon restarts.
package struct ProcessNumber: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
  package var description: String { "\(rawValue)" }
}

/// A TCP port that something inside the environment listens on.
package struct ServedPort: Sendable, Hashable, Codable {
  package var port: UInt16
  /// The address it is bound to inside: `127.0.0.1`, `0.0.0.0`, `::1`, `::` or another.
  package var address: String
  /// Who listens; `nil` when nobody could tell.
  package var process: Listener?

  package init(port: UInt16, address: String, process: Listener? = nil) {
    self.port = port
    self.address = address
    self.process = process
  }

  /// A process that listens.
  package struct Listener: Sendable, Hashable, Codable {
    /// As seen inside.
    package var pid: Int32
    /// The kernel's short name of it: at most 15 bytes.
    package var name: String

    package init(pid: Int32, name: String) {
      self.pid = pid
      self.name = name
    }
  }
}

package enum EnvironmentState: String, Sendable, Codable, CaseIterable {
  case created, booting, ready
  /// Its processes stand still and use no processor; see ``Environment/pause()``.
  case paused
  case destroying, destroyed
  /// Its agent is gone without having been asked to.
  case lost
  /// Its time was over: nothing runs any more, and it waits to be destroyed.
  case ended

  /// Nothing runs, and nothing will.
  package var isOver: Bool { self == .destroyed || self == .lost || self == .ended }
}

/// What happens to an environment, in order. A new subscriber first gets the present state, the open
/// ports and the limits that were reached.
package enum EnvironmentEvent: Sendable, Equatable {
  case state(EnvironmentState)
  case portOpened(ServedPort)
  case portClosed(ServedPort)
  case processStarted(ProcessNumber)
  case processExited(ProcessNumber, ExitStatus)
  case limitReached(EnvironmentLimit)
  case failed(Problem)
}

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
  package init(port: UInt16, address: String) {
    self.port = port
    self.address = address
  }
}

package enum EnvironmentState: String, Sendable, Codable {
  case created, booting, ready
  /// Its processes stand still and use no processor; see ``Environment/pause()``.
  case paused
  case destroying, destroyed
  /// Its agent is gone without having been asked to.
  case lost
}

/// What happens to an environment, in order. A new subscriber first gets the present state and the open ports.
package enum EnvironmentEvent: Sendable, Equatable {
  case state(EnvironmentState)
  case portOpened(ServedPort)
  case portClosed(ServedPort)
  case processStarted(ProcessNumber)
  case processExited(ProcessNumber, ExitStatus)
  case failed(Problem)
}

/// One line from a virtual machine's first process to the host.
package enum MachineWord: Equatable, Sendable {
  /// The agent inside serves.
  case ready
  /// The sandbox inside could not be built; the machine ends.
  case failed(String)
  /// The agent was shut down. The machine waits for a ``MachineOrder``.
  case ended

  /// Longest line that is read, in bytes.
  package static let maximumLength = 4096

  package var line: String {
    switch self {
    case .ready: "ready\n"
    case .failed(let reason): "failed \(reason.prefix(1000).map { $0.isNewline ? " " : String($0) }.joined())\n"
    case .ended: "ended\n"
    }
  }

  /// Without its newline. Nil for what nobody says.
  package init?(line: String) {
    switch line {
    case "ready": self = .ready
    case "ended": self = .ended
    default:
      guard line.hasPrefix("failed ") else { return nil }
      self = .failed(String(line.dropFirst(7)))
    }
  }
}

/// One line from the host to a machine that has ``MachineWord/ended``.
package enum MachineOrder: String, CaseIterable, Sendable {
  /// Send what was written over the stack as a tar stream, then stop.
  case seal
  case stop

  package var line: String { rawValue + "\n" }
}

import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// Words with the first process of a machine. Blocking.
struct MachineControl: Sendable {
  let directory: FilePath

  /// Waits for the next word. Nil when the machine ended, or said something that nobody says.
  func word(until deadline: ContinuousClock.Instant) throws(Problem) -> MachineWord? {
    guard let socket = try LineSocket.connect(directory, EnvironmentDirectory.controlSocket),
      let line = try socket.line(until: deadline)
    else {
      return nil
    }
    return MachineWord(line: line)
  }

  /// Gives an order to a machine that has ended; its answer can be read from what is returned.
  func order(_ order: MachineOrder, until deadline: ContinuousClock.Instant) throws(Problem) -> LineSocket? {
    guard let socket = try LineSocket.connect(directory, EnvironmentDirectory.controlSocket) else { return nil }
    try socket.send(order.line, until: deadline)
    return socket
  }
}

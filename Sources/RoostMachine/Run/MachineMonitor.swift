import FoundationEssentials
import RoostModel
import RoostSystem
import SystemPackage

/// QEMU's side of a machine, by its protocol QMP over a socket in the environment's directory. Blocking.
struct MachineMonitor: Sendable {
  let directory: FilePath
  static let socketName = "monitor.sock"

  private struct Answer: Decodable {
    struct Failure: Decodable { var desc: String }
    var error: Failure?
    var event: String?
  }

  /// Stops the processor where it is.
  func pause(within limit: Duration) throws(Problem) { try execute("stop", within: limit) }
  /// Interrupts the processor in a way that makes the kernel in the machine panic.
  func panic(within limit: Duration) throws(Problem) { try execute("inject-nmi", within: limit) }
  func resume(within limit: Duration) throws(Problem) { try execute("cont", within: limit) }

  private func execute(_ command: String, within limit: Duration) throws(Problem) {
    let deadline = ContinuousClock.now.advanced(by: limit)
    guard let socket = try LineSocket.connect(directory, MachineMonitor.socketName) else {
      throw Problem(.environmentState, "the virtual machine is gone", hint: "make a new one: roost app restart NAME")
    }
    guard try socket.line(until: deadline) != nil else { throw MachineMonitor.silent }
    for command in ["qmp_capabilities", command] {
      try socket.send("{\"execute\": \"\(command)\"}\n", until: deadline)
      try MachineMonitor.awaitAnswer(to: command, from: socket, until: deadline)
    }
  }

  /// Events come in between.
  private static func awaitAnswer(
    to command: String, from socket: LineSocket, until deadline: ContinuousClock.Instant
  ) throws(Problem) {
    while let line = try socket.line(until: deadline) {
      guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(line.utf8)) else { throw silent }
      if answer.event != nil { continue }
      guard let failure = answer.error else { return }
      throw Problem(
        .environmentState, "the virtual machine refused to \(command): \(failure.desc)", hint: "try again: roost env list")
    }
    throw silent
  }

  private static var silent: Problem {
    Problem(.connectionLost, "the virtual machine's monitor does not answer", hint: "make a new one: roost app restart NAME")
  }
}

import Glibc
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// What was written in a machine, sent out of it. Blocking.
struct MachineCopy: Sendable {
  let environment: EnvironmentDirectory
  let owner: UInt32?
  /// Of all contents, in bytes.
  let limit: UInt64

  /// While the machine runs. Nothing is left of one that fails.
  func copy(to destination: FilePath, until deadline: ContinuousClock.Instant) throws(Problem) {
    guard let socket = try LineSocket.connect(environment.path, EnvironmentDirectory.orderSocket) else { throw MachineCopy.gone }
    let word = String(UInt64.random(in: .min ... .max), radix: 36)
    try socket.send("copy \(word)\n", until: deadline)
    // What is left of a copy that nobody fetched comes first.
    while let line = try socket.line(until: deadline) {
      if line.hasSuffix(word) { return try receive(from: socket, as: destination, until: deadline) }
    }
    throw MachineCopy.gone
  }

  /// From a machine in which nothing runs any more.
  func seal(to destination: FilePath, until deadline: ContinuousClock.Instant) throws(Problem) {
    let control = MachineControl(directory: environment.path)
    guard let socket = try control.order(.seal, until: deadline) else { throw MachineCopy.gone }
    try receive(from: socket, as: destination, until: deadline)
  }

  private func receive(
    from socket: LineSocket, as destination: FilePath, until deadline: ContinuousClock.Instant
  ) throws(Problem) {
    let fresh = environment.path.appending("copy-\(String(UInt64.random(in: .min ... .max), radix: 36))")
    do throws(Problem) {
      try DirectoryCreation.ensure(fresh, mode: 0o755)
      try SealReader(from: socket, into: fresh, owner: owner, limit: limit, until: deadline).read()
      guard rename(fresh.string, destination.string) == 0 else { throw .lastSystemCall("move \(fresh) to \(destination)") }
    } catch {
      try DirectoryRemoval.removeNow(fresh)
      throw error
    }
  }

  private static var gone: Problem {
    Problem(
      .environmentState, "the virtual machine is gone, and what was written in it", hint: "deploy again: roost app list")
  }
}

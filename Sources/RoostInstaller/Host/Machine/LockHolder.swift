import RoostModel

/// A process that works on a machine's packages.
struct LockHolder: Sendable, Equatable, CustomStringConvertible {
  /// 0 where it belongs to another process namespace.
  var pid: Int32
  /// `apt-get install nginx`; empty when it cannot be seen.
  var command: String
  var path: String

  var description: String {
    let process = pid > 0 ? "process \(pid)" : "a process of another container"
    return command.isEmpty ? process : "\(process) (\(command))"
  }

  /// `lock.held`.
  func problem(_ kind: PackageManagerKind) -> Problem {
    Problem(
      .lockHeld, "\(kind.rawValue) is at work: \(self) holds \(path)",
      hint: pid > 0
        ? "wait for it, or look what it does: ps -fp \(pid); then run the command again"
        : "wait for it, then run the command again")
  }
}

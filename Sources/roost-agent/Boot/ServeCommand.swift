import CRoost
import Glibc
import RoostAgentProtocol

/// `roost-agent serve FILE`: an agent in the foreground, first process of a container or of a virtual machine. Its
/// specification is a file, because a container has no standard input.
enum ServeCommand {
  /// Returns only when it cannot serve; says why on standard error.
  static func run(_ path: String) -> Int32 {
    do throws(BootFailure) {
      try BootFailure.check(.agent, "closing inherited descriptors", roost_close_from(STDERR_FILENO + 1))
      let spec = try BootCommand.specification(in: try open(path))
      try check(spec)
      umask(0o022)
      try Settlement(spec, try HostSide(spec)).agent().serve()
    } catch {
      LastWords.say("roost-agent: \(error.stage): \(error.message): \(SystemFailure(error.errno).text)")
      return 1
    }
  }

  private static func open(_ path: String) throws(BootFailure) -> Descriptor {
    try BootFailure.at(.specification, "opening \(path)") { () throws(SystemFailure) in
      try Descriptor.open(path, O_RDONLY | O_NOCTTY)
    }
  }

  /// Whoever started us has put us into control groups already.
  private static func check(_ spec: BootSpec) throws(BootFailure) {
    guard spec.enclosure != .sandbox, spec.limits.unifiedGroup == nil, spec.limits.taskLists.isEmpty else {
      throw BootFailure(
        stage: .specification, errno: EINVAL, message: "a sandbox or control groups; to build them: roost-agent boot")
    }
    try Settlement.check(spec)
  }
}

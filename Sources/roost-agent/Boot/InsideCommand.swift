import CRoost
import Glibc
import RoostAgentProtocol

/// `roost-agent inside`: the first process of a sandbox that a builder has made, with what a ``Handover`` left open.
enum InsideCommand {
  /// Returns only when it cannot serve.
  static func run() -> Int32 {
    guard let launcher = Handover.take(.launcher) else {
      LastWords.say("roost-agent: only to be started by a builder of sandboxes: roost-agent boot BUILDER")
      return 2
    }
    let line = LauncherLine(socket: launcher)
    let agent: Agent
    do throws(BootFailure) {
      agent = try settle()
    } catch {
      line.report(.failed(error))
      return 1
    }
    guard line.report(.ready(pid: getpid())) else { return 1 }
    launcher.close()
    agent.serve()
  }

  private static func settle() throws(BootFailure) -> Agent {
    Handover.closeOthers()
    try BootFailure.check(.agent, "closing inherited descriptors", roost_close_from(BootHandover.agent.rawValue + 1))
    let spec = try BootCommand.specification(in: Descriptor(dup(STDIN_FILENO)))
    guard getpid() == 1, spec.isRootless, spec.enclosure == .sandbox, let listener = Handover.take(.listener),
      let log = Handover.take(.log), let journal = Handover.take(.journal)
    else {
      throw BootFailure(stage: .specification, errno: EINVAL, message: "not the first process, or not what a builder hands over")
    }
    umask(0o022)
    let host = HostSide(listener: listener, log: log, memoryEvents: Handover.take(.memoryEvents))
    try host.redirectStandardDescriptors()
    return try Confinement(spec, host, isGuest: true).agent(journal)
  }
}

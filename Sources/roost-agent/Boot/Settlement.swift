import CRoost
import Glibc
import RoostAgentProtocol

/// The making of an agent that builds nothing around itself: it serves the place it is started in.
struct Settlement {
  private let spec: BootSpec
  private let host: HostSide

  init(_ spec: BootSpec, _ host: HostSide) {
    self.spec = spec
    self.host = host
  }

  /// What only a sandbox can have may not be asked for in vain.
  static func check(_ spec: BootSpec) throws(BootFailure) {
    guard spec.layers.isEmpty, spec.mounts.isEmpty, spec.files.isEmpty, spec.network == nil, spec.gatewayPorts.isEmpty else {
      throw BootFailure(
        stage: .specification, errno: EINVAL, message: "layers, mounts, files, a network or a gateway without a sandbox")
    }
  }

  func agent() throws(BootFailure) -> Agent {
    let children = Inhabitants.ofThisPlace()
    try host.redirectStandardDescriptors()
    try BootFailure.at(.agent, "leaving the working directory") { () throws(SystemFailure) in
      try SystemFailure.checkLibrary(chdir("/"))
    }
    let instruments = try Instruments(host: host, journal: try openJournal())
    let ending = Descriptor(try BootFailure.check(.agent, "watching for the end", roost_end_signal()))
    try BootFailure.check(.agent, "adopting orphans", roost_adopt_orphans())
    try ProcessLimits(spec.limits).apply()
    try becomeUser()
    try BootFailure.check(.privileges, "closing our memory to others", roost_set_undumpable())
    // Not everywhere allowed, and not twice: ports are looked for then.
    let calls = roost_seccomp_announce()
    let agent = try Agent(spec, instruments, children, ruleset: nil, listenCalls: calls < 0 ? nil : Descriptor(calls))
    try BootFailure.at(.agent, "watching for the end") { () throws(SystemFailure) in try agent.end(at: ending) }
    return agent
  }

  /// Root becomes the environment's user; whoever else starts us stays who they are.
  private func becomeUser() throws(BootFailure) {
    if geteuid() == 0 && spec.user != 0 {
      try BootFailure.check(.privileges, "dropping privileges", roost_drop_privileges(spec.user, spec.group, false))
    } else {
      try BootFailure.check(.privileges, "keeping privileges from growing", roost_no_new_privileges())
    }
  }

  private func openJournal() throws(BootFailure) -> Descriptor {
    try BootFailure.at(.journal, "opening the journal") { () throws(SystemFailure) in
      let directory = try Descriptor.open(spec.directory, ROOST_O_PATH | O_DIRECTORY)
      return try Descriptor.open(in: directory, JournalFormat.directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    }
  }
}

import CRoost
import Glibc
import RoostAgentProtocol

/// The last step of a boot: a first process in its finished sandbox gives away what it could do beyond it, and becomes the agent.
struct Confinement {
  private let spec: BootSpec
  private let host: HostSide
  /// Of a sandbox that somebody else has built: this process has no privileges that it could drop in the usual way.
  private let isGuest: Bool

  init(_ spec: BootSpec, _ host: HostSide, isGuest: Bool = false) {
    self.spec = spec
    self.host = host
    self.isGuest = isGuest
  }

  /// Everything the agent needs is opened before its privileges go; the filter comes last because it forbids listening.
  func agent(_ journal: Descriptor) throws(BootFailure) -> Agent {
    let instruments = try Instruments(host: host, journal: journal, gatewayPorts: spec.gatewayPorts)
    try ProcessLimits(spec.limits).apply()
    try BootFailure.check(
      .privileges, "dropping privileges",
      isGuest ? roost_drop_capabilities() : roost_drop_privileges(spec.user, spec.group, spec.isRootless))
    try BootFailure.check(.privileges, "closing our memory to others", roost_set_undumpable())
    let rules = WriteRules(spec)
    let ruleset = try rules.ruleset()
    try rules.confineAgent(journal: journal)
    let calls = try BootFailure.check(.seccomp, "filtering system calls", roost_seccomp_install())
    return try Agent(spec, instruments, .everybody, ruleset: ruleset, listenCalls: Descriptor(calls))
  }
}

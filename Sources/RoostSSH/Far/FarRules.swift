import Glibc
import RoostAgentClient
import RoostModel
import SystemPackage

/// Refuses what a host cannot keep, before anything is made there. Pure, but for the name of this machine's processor.
enum FarRules {
  static func check(_ spec: EnvironmentSpec, _ facts: FarFacts, _ address: SSHAddress) throws(Problem) {
    try checkPlace(facts, address)
    guard facts.runsAgent else { throw foreign(facts, address) }
    guard facts.isolates else { return try checkPlain(spec, facts, address) }
    try checkNetwork(spec.network, facts, address)
    guard !facts.isRoot || spec.user != 0 else {
      throw Problem(.usageInvalid, "an environment must not run as root", hint: "correct what was asked for: roost plan DIR")
    }
  }

  static func checkPlace(_ facts: FarFacts, _ address: SSHAddress) throws(Problem) {
    guard facts.isWritable else {
      throw Problem(
        .permissionDenied, "\(facts.places.root) on \(address) cannot be written",
        hint: "make it writable: \(address.commandLine) mkdir -p \(facts.places.root)")
    }
  }

  static func foreign(_ facts: FarFacts, _ address: SSHAddress) -> Problem {
    Problem(
      .unsupported, "\(address) is a \(facts.machine) with \(facts.system), which the agent of this machine does not run on",
      hint: "use a Linux host with a \(FarFacts.ownMachine) processor"
        + (facts.runsBare ? "; or, with `roost run` and `roost env`, run its own programs without one: --allow-weaker" : ""))
  }

  private static func checkPlain(_ spec: EnvironmentSpec, _ facts: FarFacts, _ address: SSHAddress) throws(Problem) {
    guard facts.runsPlain, spec.mayBeWeaker == true else {
      throw Problem(
        .strategyUnavailable, "\(address) cannot keep environments apart: \(facts.isolationShortcoming)",
        hint: facts.isolationRemedy
          + (facts.runsPlain ? "; or, with `roost run` and `roost env`, take plain processes: --allow-weaker" : ""))
    }
    guard spec.network == .outbound else {
      throw Problem(
        .unsupported,
        "a plain process on \(address) has that host's network and cannot be kept from it (network: \(spec.network.rawValue))",
        hint: "ask for the host's network: --network outbound")
    }
    guard !spec.mounts.contains(where: \.readOnly) else {
      throw Problem(
        .unsupported, "a plain process can write what it sees: no read-only mount on \(address)",
        hint: "mount it otherwise, or use --on sandbox")
    }
  }

  /// What no host could keep.
  static func check(_ spec: EnvironmentSpec) throws(Problem) {
    guard !spec.layers.isEmpty else {
      throw Problem(
        .usageInvalid, "an environment without layers has no programs", hint: "correct what was asked for: roost plan DIR")
    }
    for path in spec.layers + [spec.workingDirectory] + (spec.writablePlaces ?? []) where !SpecRules.isPlain(path) {
      throw Problem(
        .usageInvalid, "'\(path.prefix(200))' is not an absolute path", hint: "correct what was asked for: roost plan DIR")
    }
    try SpecRules.checkVariables(spec.variables)
    guard spec.image == nil, spec.snapshot == nil else {
      throw Problem(
        .unsupported, "the ssh strategy takes neither images nor snapshots", hint: "see which can: roost strategy list")
    }
    _ = try FarVolumes(spec.mounts, FarPlaces(root: "/"), owner: nil)
    guard spec.limits.disk == nil else {
      throw Problem(
        .limitUnsupported, "the ssh strategy cannot limit what is written",
        hint: "take `disk` out of `limits` in roost.yml, or use --on docker")
    }
  }

  private static func checkNetwork(_ policy: NetworkPolicy, _ facts: FarFacts, _ address: SSHAddress) throws(Problem) {
    switch policy {
    case .none: return
    case .outbound:
      guard facts.isRoot else {
        throw Problem(
          .unsupported, "without root on \(address), environments have no network of their own that leads out",
          hint: "log in as root there, or put `network: none` in roost.yml")
      }
      guard facts.tools.contains("nft") else {
        throw Problem(
          .unsupported, "nft is missing on \(address), so environments have no network",
          hint: "\(address.commandLine) apt-get install -y nftables, or put `network: none` in roost.yml")
      }
    case .allow:
      throw Problem(
        .unsupported, "the ssh strategy cannot keep a list of allowed destinations",
        hint: "put `network: none` or `network: outbound` in roost.yml, or use --on sandbox")
    }
  }
}

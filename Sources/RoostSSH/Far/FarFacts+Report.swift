import Glibc
import RoostModel
import RoostSystem

extension FarFacts {
  private typealias Finding = ProbeReport.Finding

  /// This machine's processor, as `uname` names it.
  static let ownMachine: String = {
    var name = utsname()
    guard uname(&name) == 0 else { return "" }
    return withUnsafeBytes(of: &name.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }()

  var runsAgent: Bool { system == "Linux" && machine == FarFacts.ownMachine }
  var isolates: Bool { overlay && seccomp && (isRoot || userNamespaces) }
  /// A plain process is nothing that root's programs should be.
  var runsPlain: Bool { runsAgent && !isRoot }
  /// Another processor than ours: its own programs run, without an agent.
  var runsBare: Bool { system == "Linux" && !runsAgent && !isRoot && tools.contains("tar") }
  private var receives: Bool { tools.isSuperset(of: ["tar", "sha256sum", "mkfifo", "tee"]) }

  var isolationShortcoming: String {
    if !overlay { return "its kernel has no overlay file system" }
    if !seccomp { return "its kernel cannot announce system calls" }
    return "neither root nor user namespaces"
  }

  private var bareAddition: String {
    if runsBare {
      return "; its own programs run without one, as plain processes, with --allow-weaker: what they write while the "
        + "connection is lost is lost, and runtimes, limits, port events and a pause are missing"
    }
    return isRoot && system == "Linux" ? "; without one, nothing is run as root: log in as another user" : ""
  }

  private var usableAbilities: Set<StrategyAbility> {
    if runsBare { return bareAbilities }
    return isolates ? abilities : plainAbilities
  }

  /// Those of sessions, without an agent there.
  private var bareAbilities: Set<StrategyAbility> {
    [.terminal, .input, .signals, .dial, .outbound, .copyIn, .files, .reattach]
  }

  var isolationRemedy: String {
    "log in as root, or: sysctl -w user.max_user_namespaces=10000 kernel.unprivileged_userns_clone=1 "
      + "kernel.apparmor_restrict_unprivileged_userns=0"
  }

  func report(_ address: SSHAddress) -> ProbeReport {
    ProbeReport(
      strategy: .ssh, isUsable: isWritable && (runsBare || (runsAgent && (isolates || runsPlain) && receives)),
      isolation: runsAgent && (isolates || !runsPlain) ? .namespaces : .none, abilities: usableAbilities,
      findings: [
        Finding(passed: true, what: "\(address) lets this user in, as \(isRoot ? "root" : "user \(user)"); \(system) \(kernel)"),
        isWritable
          ? Finding(passed: true, what: "\(places.root) can be written\(free.map { ", \($0) are free" } ?? "")")
          : Finding(
            passed: false, what: "\(places.root) cannot be written", remedy: "\(address.commandLine) mkdir -p \(places.root)"),
        runsAgent
          ? Finding(passed: true, what: "its processor is a \(machine), as here")
          : Finding(
            passed: false, what: "a \(machine) with \(system), which this agent does not run on\(bareAddition)",
            remedy: "use a Linux host with a \(FarFacts.ownMachine) processor"),
        isolates
          ? Finding(passed: true, what: "sandboxes work there")
          : Finding(
            passed: false,
            what: "environments cannot be kept apart: \(isolationShortcoming)"
              + (runsPlain ? "; programs run as plain processes, with --allow-weaker" : ""), remedy: isolationRemedy),
        receives
          ? Finding(passed: true, what: "tar and sha256sum are there, for layers")
          : Finding(
            passed: false, what: "tar, tee, mkfifo or sha256sum is missing",
            remedy: "\(address.commandLine) apt-get install -y tar coreutils"),
        isolates || !(runsPlain || runsBare)
          ? networkFinding(address)
          : Finding(
            passed: true, what: "no isolation: programs see that host's files, processes and network; for code you trust"),
      ])
  }

  private func networkFinding(_ address: SSHAddress) -> Finding {
    if isRoot, tools.contains("nft") { return Finding(passed: true, what: "nft is there, for the apps' network") }
    return Finding(
      passed: false, what: isRoot ? "nft is missing, so apps have no network" : "without root, apps have no network",
      remedy: isRoot
        ? "\(address.commandLine) apt-get install -y nftables" : "log in as root, or put `network: none` in roost.yml")
  }

  /// Those of programs that see the host as it is.
  private var plainAbilities: Set<StrategyAbility> {
    [
      .terminal, .input, .signals, .portEvents, .dial, .outbound, .copyIn, .files, .watch, .metrics, .reattach, .limitTime,
    ]
  }

  private var abilities: Set<StrategyAbility> {
    var abilities: Set<StrategyAbility> = [
      .terminal, .input, .signals, .portEvents, .dial, .noNetwork, .overlay, .ownFiles, .copyIn, .files, .watch, .metrics,
      .reattach, .limitTime,
    ]
    if isRoot, tools.contains("nft") { abilities.insert(.outbound) }
    if isRoot, cgroups.unified != nil { abilities.insert(.pause) }
    for controller in CgroupController.allCases where isRoot && LimitsDriver(layout: cgroups).offers(controller) {
      switch controller {
      case .memory: abilities.formUnion([.limitMemory, .memoryEvents])
      case .cpu: abilities.insert(.limitCPU)
      case .pids: abilities.insert(.limitProcesses)
      }
    }
    return abilities
  }
}

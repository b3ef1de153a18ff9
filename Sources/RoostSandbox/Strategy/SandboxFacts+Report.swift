import RoostEnvironments
import RoostModel
import RoostSystem

extension SandboxFacts {
  private typealias Finding = ProbeReport.Finding

  var isUsable: Bool {
    guard hasAgent, seccomp else { return false }
    switch builder {
    case .agent: return overlay
    case .bubblewrap: return true
    case .none: return false
    }
  }

  var report: ProbeReport {
    ProbeReport(
      strategy: .sandbox, isUsable: isUsable, isolation: .namespaces, abilities: abilities,
      findings: isolationFindings + builderFindings + [limitsFinding] + diskFindings + networkFindings)
  }

  private var isolationFindings: [Finding] {
    [
      hasAgent
        ? Finding(passed: true, what: "the agent is there")
        : Finding(passed: false, what: "the agent is missing", remedy: "install roost again; it carries the agent"),
      overlay
        ? Finding(passed: true, what: "overlay file systems work")
        : Finding(passed: false, what: "this kernel has no overlay file system", remedy: "modprobe overlay"),
      seccomp
        ? Finding(passed: true, what: "system calls are filtered, ports are announced")
        : Finding(passed: false, what: "this kernel cannot announce system calls", remedy: "use Linux 5.0 or later: uname -r"),
      landlock > 0
        ? Finding(passed: true, what: "Landlock version \(landlock)")
        : Finding(
          passed: false, what: "no Landlock: one wall less inside a sandbox",
          remedy: "add lsm=landlock,lockdown,yama,integrity,apparmor,bpf to the kernel's command line"),
    ]
  }

  private var builderFindings: [Finding] {
    switch builder {
    case .agent where isRoot: return [Finding(passed: true, what: "runs as root, with a user for each app")]
    case .agent: return [Finding(passed: true, what: "user namespaces are allowed; apps have no network without root")]
    case .bubblewrap(let program, let reason):
      return [
        Finding(passed: true, what: "bubblewrap may make namespaces; apps have no network without root"),
        Finding(
          passed: false,
          what: "built by bubblewrap (\(program)), because \(reason): what may be written is copied at each start, and ports "
            + "below 1024 are closed",
          remedy: "sudo roost serve, or: \(SandboxBuilder.namespacesRemedy)"),
      ]
    case .none(let reason, let bubblewrap):
      return [
        Finding(
          passed: false, what: "neither root nor user namespaces (\(reason)), and \(bubblewrap)",
          remedy: "sudo roost serve, or: \(SandboxBuilder.namespacesRemedy), or: apt-get install -y bubblewrap")
      ]
    }
  }

  private var limitsFinding: Finding {
    guard !missingControllers.isEmpty else {
      guard makesGroups else {
        return Finding(
          passed: false, what: "this user may not make control groups: apps that ask for limits are refused",
          remedy: "sudo roost serve")
      }
      return Finding(passed: true, what: "limits are kept by control groups (\(cgroups.rawValue))")
    }
    let names = missingControllers.map(\.rawValue).joined(separator: ", ")
    return Finding(
      passed: false, what: "no control group controller for \(names): apps that ask for such a limit are refused",
      remedy: "mount -t cgroup2 none /sys/fs/cgroup, or start the kernel with cgroup_enable=memory")
  }

  private var diskFindings: [Finding] {
    guard isRoot else { return [] }
    return [
      makesDisks
        ? Finding(passed: true, what: "what an environment writes can be limited")
        : Finding(
          passed: false, what: "what an environment writes cannot be limited: mke2fs or loop devices are missing",
          remedy: "apt-get install -y e2fsprogs; modprobe loop")
    ]
  }

  /// Only for environments with outbound network.
  private var networkFindings: [Finding] {
    guard isRoot else { return [] }
    return [
      hasPacketFilter
        ? Finding(passed: true, what: "nft is there, for the apps' network")
        : Finding(passed: false, what: "nft is missing, so apps have no network", remedy: "apt-get install -y nftables"),
      forwards
        ? Finding(passed: true, what: "the machine passes packets on")
        : Finding(passed: true, what: "the machine does not pass packets on yet; Roost turns that on (net.ipv4.ip_forward=1)"),
      hasNameserver
        ? Finding(passed: true, what: "a name server that apps can reach")
        : Finding(
          passed: false, what: "no name server but the machine's own loopback: apps cannot look up names",
          remedy: "put `nameserver 9.9.9.9` into /etc/resolv.conf"),
    ]
  }
}

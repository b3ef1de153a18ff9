import CRoost
import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSystem
import SystemPackage

/// What decides whether and how well sandboxes work on a machine. Gathered once, judged apart.
struct SandboxFacts: Equatable, Sendable {
  var isRoot: Bool
  var builder: SandboxBuilder
  var overlay: Bool
  var cgroups: CgroupLayout.Kind
  var missingControllers: [CgroupController]
  /// Whether this process may make groups with limits.
  var makesGroups: Bool
  /// Whether groups of version 2 are there, and this process may make some.
  var freezes: Bool
  /// 0 without Landlock.
  var landlock: Int
  /// Whether system calls can be announced to the agent.
  var seccomp: Bool
  var hasPacketFilter: Bool
  var forwards: Bool
  var hasNameserver: Bool
  var hasAgent: Bool
  /// Whether file systems of limited size can be made and mounted.
  var makesDisks: Bool

  /// Blocking.
  static func gather(_ host: SandboxHost, _ builder: SandboxBuilder) -> SandboxFacts {
    let limits = host.limits
    return SandboxFacts(
      isRoot: host.isRoot, builder: builder,
      overlay: text("/proc/filesystems").contains("overlay") || loadsOverlay(),
      cgroups: limits.layout.kind, missingControllers: CgroupController.allCases.filter { !limits.offers($0) },
      makesGroups: CgroupSupport.detect(layout: limits.layout).limits,
      freezes: CgroupTree.isOpen(in: limits.layout), landlock: Int(roost_landlock_version()),
      seccomp: text("/proc/sys/kernel/seccomp/actions_avail").contains("user_notif"),
      hasPacketFilter: ["/usr/sbin/nft", "/sbin/nft", "/usr/bin/nft"].contains { (path: String) in access(path, X_OK) == 0 },
      forwards: text("/proc/sys/net/ipv4/ip_forward").hasPrefix("1"),
      hasNameserver: !HostFiles.resolver().nameservers.isEmpty,
      hasAgent: access(host.configuration.agent.string, X_OK) == 0,
      makesDisks: host.isRoot && DiskImage.tool != nil && access("/dev/loop-control", R_OK | W_OK) == 0)
  }

  /// A module that was not needed yet is loaded by the first mount; it has to be there for this kernel.
  private static func loadsOverlay() -> Bool {
    let release = text("/proc/sys/kernel/osrelease").prefix { !$0.isWhitespace }
    return text("/lib/modules/\(release)/modules.dep").contains("/overlay.ko")
  }

  private static func text(_ path: String) -> String { (try? KernelFile.text(of: FilePath(path))) ?? "" }
}

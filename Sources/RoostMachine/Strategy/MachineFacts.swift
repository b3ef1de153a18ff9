import CRoost
import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// What decides whether and how well virtual machines work on a host. Gathered once, judged apart.
struct MachineFacts: Equatable, Sendable {
  var isRoot: Bool
  var isSupportedProcessor: Bool
  var hasEmulator: Bool
  var hasKernel: Bool
  /// Whether a kernel can be fetched.
  var hasPackageManager: Bool
  /// Programs that make disks and are missing.
  var missingTools: [String]
  var hasAgent: Bool
  var hasTap: Bool
  var hasPacketFilter: Bool
  var hasKVM: Bool
  /// Nil before the first trial.
  var accelerator: Accelerator?

  static let tools = ["mkfs.erofs", "mke2fs", "setpriv", "prlimit", "xz"]

  /// Machines are of the kind that this program was made for.
  private static var isSupportedProcessor: Bool {
    #if arch(x86_64)
      true
    #else
      false
    #endif
  }

  /// Blocking.
  static func gather(_ host: MachineHost) -> MachineFacts {
    MachineFacts(
      isRoot: host.isRoot, isSupportedProcessor: isSupportedProcessor,
      hasEmulator: Tools.isPresent(host.configuration.emulator), hasKernel: ((try? host.kernels.present()) ?? nil) != nil,
      hasPackageManager: ["apt-get", "apt-cache", "dpkg-deb"].allSatisfy(Tools.isPresent),
      missingTools: tools.filter { !Tools.isPresent($0) }, hasAgent: access(host.configuration.agent.string, X_OK) == 0,
      hasTap: access("/dev/net/tun", F_OK) == 0, hasPacketFilter: Tools.isPresent("nft"),
      hasKVM: AcceleratorChoice.mayUseKVM, accelerator: host.accelerators.known())
  }
}

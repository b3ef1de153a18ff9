import RoostModel
import RoostSystem

extension MachineFacts {
  private typealias Finding = ProbeReport.Finding

  var isUsable: Bool {
    isSupportedProcessor && hasEmulator && (hasKernel || hasPackageManager) && missingTools.isEmpty && hasAgent
  }

  var report: ProbeReport {
    ProbeReport(
      strategy: .machine, isUsable: isUsable, isolation: .virtualMachine, abilities: abilities,
      findings: [processor, emulator, kernel] + tools + [agent, acceleration, network])
  }

  private var abilities: Set<StrategyAbility> {
    var abilities: Set<StrategyAbility> = [
      .terminal, .input, .signals, .portEvents, .dial, .noNetwork, .bindMounts, .overlay, .ownFiles, .copyIn, .files, .watch,
      .seal, .snapshot, .pause, .limitMemory, .limitCPU, .limitProcesses, .limitDisk, .limitTime, .metrics, .memoryEvents,
      .reattach,
    ]
    if leadsOut { abilities.formUnion([.outbound, .allowedNetwork]) }
    return abilities
  }

  private var leadsOut: Bool { isRoot && hasTap && hasPacketFilter }

  private var processor: Finding {
    isSupportedProcessor
      ? Finding(passed: true, what: "machines of this processor's kind can be made")
      : Finding(
        passed: false, what: "virtual machines are made for x86_64 only", remedy: "use another strategy: roost strategy list")
  }

  private var emulator: Finding {
    hasEmulator
      ? Finding(passed: true, what: "QEMU is there")
      : Finding(passed: false, what: "QEMU is missing", remedy: "apt-get install -y qemu-system-x86")
  }

  private var kernel: Finding {
    if hasKernel { return Finding(passed: true, what: "a kernel for machines is there") }
    if hasPackageManager {
      return Finding(passed: true, what: "a kernel for machines is fetched by the first one, about 70 MB, by apt")
    }
    return Finding(
      passed: false, what: "a kernel for machines cannot be fetched without apt",
      remedy: "use another strategy: roost strategy list")
  }

  private var tools: [Finding] {
    if missingTools.isEmpty { return [Finding(passed: true, what: "disks can be made")] }
    return missingTools.map { tool in
      Finding(passed: false, what: "\(tool) is missing", remedy: "apt-get install -y \(RequiredTool.package(of: tool))")
    }
  }

  private var agent: Finding {
    hasAgent
      ? Finding(passed: true, what: "the agent is there")
      : Finding(passed: false, what: "the agent is missing", remedy: "install roost again; it carries the agent")
  }

  private var acceleration: Finding {
    switch (hasKVM, accelerator) {
    case (false, _):
      Finding(
        passed: false, what: "no KVM: machines are emulated, which is many times slower",
        remedy: "switch virtualisation on in the firmware, then: modprobe kvm_intel || modprobe kvm_amd")
    case (true, .tcg):
      Finding(
        passed: false,
        what: "/dev/kvm is there, but no machine started with it: machines are emulated, which is many times slower",
        remedy: "allow nested virtualisation on the host of this host, then start this host again")
    case (true, .kvm): Finding(passed: true, what: "machines run on this processor itself (KVM)")
    case (true, nil): Finding(passed: true, what: "/dev/kvm is there; the first machine tries it")
    }
  }

  /// Only for environments with outbound network.
  private var network: Finding {
    if leadsOut { return Finding(passed: true, what: "machines have a way out") }
    guard isRoot else {
      return Finding(passed: false, what: "without root, machines have no network", remedy: "sudo roost serve")
    }
    return hasTap
      ? Finding(passed: false, what: "nft is missing, so machines have no network", remedy: "apt-get install -y nftables")
      : Finding(passed: false, what: "no /dev/net/tun, so machines have no network", remedy: "modprobe tun")
  }
}

import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem
import SystemPackage

/// What plain processes can have on a machine. Gathered once, judged apart.
struct ProcessFacts: Equatable, Sendable {
  var hasAgent: Bool
  var missingControllers: [CgroupController]
  /// Whether this process may make groups with limits.
  var makesGroups: Bool
  /// Whether groups of version 2 are there, and this process may make some.
  var freezes: Bool

  /// Blocking.
  static func gather(_ host: ProcessHost) -> ProcessFacts {
    let limits = host.limits
    return ProcessFacts(
      hasAgent: access(host.configuration.agent.string, X_OK) == 0,
      missingControllers: CgroupController.allCases.filter { !limits.offers($0) },
      makesGroups: CgroupSupport.detect(layout: limits.layout).limits, freezes: CgroupTree.isOpen(in: limits.layout))
  }

  var report: ProbeReport {
    ProbeReport(strategy: .process, isUsable: hasAgent, isolation: .none, abilities: abilities, findings: findings)
  }

  private var abilities: Set<StrategyAbility> {
    var abilities: Set<StrategyAbility> = [
      .terminal, .input, .signals, .portEvents, .dial, .outbound, .bindMounts, .copyIn, .files, .watch,
      .metrics, .reattach, .limitTime,
    ]
    if freezes { abilities.formUnion([.pause, .snapshot]) }
    for controller in CgroupController.allCases where makesGroups && !missingControllers.contains(controller) {
      switch controller {
      case .memory: abilities.formUnion([.limitMemory, .memoryEvents])
      case .cpu: abilities.insert(.limitCPU)
      case .pids: abilities.insert(.limitProcesses)
      }
    }
    return abilities
  }

  private var findings: [ProbeReport.Finding] {
    [
      hasAgent
        ? .init(passed: true, what: "the agent is there")
        : .init(passed: false, what: "the agent is missing", remedy: "install roost again; it carries the agent"),
      .init(passed: true, what: "no isolation: programs see this machine's files, processes and network; for trusted code only"),
      makesGroups
        ? .init(passed: true, what: "limits are kept by control groups")
        : .init(passed: false, what: "this user may not make control groups: limits are refused", remedy: "sudo roost serve"),
    ]
  }
}

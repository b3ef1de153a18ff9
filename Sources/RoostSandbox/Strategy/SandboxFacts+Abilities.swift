import RoostModel
import RoostSystem

extension SandboxFacts {
  var abilities: Set<StrategyAbility> {
    var abilities: Set<StrategyAbility> = [
      .terminal, .input, .signals, .portEvents, .dial, .noNetwork, .bindMounts, .overlay, .ownFiles, .copyIn, .files,
      .watch, .seal, .metrics, .reattach, .limitTime,
    ]
    if case .bubblewrap = builder { abilities.remove(.overlay) }
    if isRoot, hasPacketFilter { abilities.formUnion([.outbound, .allowedNetwork]) }
    if makesDisks { abilities.insert(.limitDisk) }
    if freezes { abilities.formUnion([.pause, .snapshot]) }
    for controller in CgroupController.allCases where makesGroups && !missingControllers.contains(controller) {
      abilities.formUnion(SandboxFacts.abilities(of: controller))
    }
    return abilities
  }

  private static func abilities(of controller: CgroupController) -> Set<StrategyAbility> {
    switch controller {
    case .memory: [.limitMemory, .memoryEvents]
    case .cpu: [.limitCPU]
    case .pids: [.limitProcesses]
    }
  }
}

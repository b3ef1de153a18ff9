import RoostEnvironments
import RoostModel
import RoostSystem
import Testing

@testable import RoostSandbox

/// Facts about machines and what is said about them.
struct SandboxFactsTests {
  private let good = SandboxFacts(
    isRoot: true, userNamespaces: true, overlay: true, cgroups: .unified, missingControllers: [], makesGroups: true,
    freezes: true,
    landlock: 4,
    seccomp: true,
    hasPacketFilter: true, forwards: true, hasNameserver: true, hasAgent: true, makesDisks: true)

  @Test func aGoodMachineHasNothingToMend() {
    #expect(good.report.isUsable)
    #expect(good.report.findings.allSatisfy { $0.passed && $0.remedy == nil })
  }

  @Test func everyFailedFindingHasARemedy() {
    let bad = SandboxFacts(
      isRoot: false, userNamespaces: false, overlay: false, cgroups: .none, missingControllers: CgroupController.allCases,
      makesGroups: false, freezes: false, landlock: 0, seccomp: false, hasPacketFilter: false, forwards: false,
      hasNameserver: false,
      hasAgent: false, makesDisks: false)
    #expect(!bad.report.isUsable)
    #expect(bad.report.findings.filter { !$0.passed }.allSatisfy { $0.remedy?.isEmpty == false })
    #expect(bad.report.findings.filter { !$0.passed }.count >= 6)
  }

  @Test func rootlessIsUsableWithoutNetwork() {
    var facts = good
    facts.isRoot = false
    facts.makesGroups = false
    #expect(facts.isUsable)
    #expect(
      facts.report.findings.contains { !$0.passed && $0.what.contains("control groups") && $0.remedy == "sudo roost serve" })
    facts.userNamespaces = false
    #expect(!facts.isUsable)
  }

  @Test func abilitiesFollowTheMachine() {
    let lacking = Set(StrategyAbility.allCases).subtracting(good.report.abilities)
    #expect(lacking == [.images])
    var rootless = good
    (rootless.isRoot, rootless.makesGroups, rootless.freezes) = (false, false, false)
    #expect(!rootless.report.abilities.contains { [.outbound, .pause, .limitMemory, .limitCPU, .limitProcesses].contains($0) })
    #expect(rootless.report.abilities.contains(.dial) && rootless.report.abilities.contains(.noNetwork))
    var poor = good
    (poor.missingControllers, poor.hasPacketFilter) = ([.memory], false)
    let missing = Set(StrategyAbility.allCases).subtracting(poor.report.abilities)
    #expect(missing.subtracting(lacking) == [.limitMemory, .memoryEvents, .outbound, .allowedNetwork])
  }

  @Test func lessComfortIsNotUnusable() {
    var facts = good
    (facts.landlock, facts.hasPacketFilter, facts.missingControllers) = (0, false, [.cpu])
    #expect(facts.report.isUsable)
    #expect(facts.report.findings.filter { !$0.passed }.count == 3)
  }
}

import RoostEnvironments
import RoostModel
import RoostSystem
import Testing

@testable import RoostSandbox

/// Facts about machines and what is said about them.
struct SandboxFactsTests {
  private let good = SandboxFacts(
    isRoot: true, builder: .agent, overlay: true, cgroups: .unified, missingControllers: [], makesGroups: true,
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
      isRoot: false, builder: .none(because: "a reason", bubblewrap: "no bubblewrap"), overlay: false, cgroups: .none,
      missingControllers: CgroupController.allCases,
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
    facts.builder = .none(because: "user.max_user_namespaces is 0", bubblewrap: "bubblewrap is not installed")
    #expect(!facts.isUsable)
    let failed = facts.report.findings.first { $0.what.contains("neither root") }
    #expect(failed?.what.contains("user.max_user_namespaces is 0") == true && failed?.what.contains("not installed") == true)
    #expect(failed?.remedy?.contains("sysctl -w") == true && failed?.remedy?.contains("apt-get install -y bubblewrap") == true)
  }

  @Test func bubblewrapIsUsableAndNamed() {
    var facts = good
    (facts.isRoot, facts.makesGroups, facts.freezes, facts.overlay) = (false, false, false, false)
    facts.builder = .bubblewrap(program: "/usr/bin/bwrap", because: "user.max_user_namespaces is 0")
    #expect(facts.isUsable && facts.report.isolation == .namespaces)
    #expect(
      facts.report.findings.contains {
        !$0.passed && $0.what.contains("built by bubblewrap (/usr/bin/bwrap), because user.max_user_namespaces is 0")
      })
    #expect(facts.report.findings.filter { !$0.passed }.allSatisfy { $0.remedy?.isEmpty == false })
    #expect(!facts.report.abilities.contains { [.overlay, .outbound, .pause, .snapshot, .limitMemory].contains($0) })
    #expect(facts.report.abilities.contains(.seal))
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

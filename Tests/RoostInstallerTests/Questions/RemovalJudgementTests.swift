import RoostCatalog
import RoostModel
import Testing

@testable import RoostInstaller

@Suite struct RemovalJudgementTests {
  @Test func whatNobodyNeedsMayGo() throws {
    var sample = try StoreSample()
    try sample.install("debian", "12")
    try sample.install("nodejs", "22.20.0", requested: "22")
    let check = try sample.judge("nodejs@22")
    #expect(check.safe)
    #expect(check.targets == ["nodejs 22.20.0"])
    #expect(check.unused == ["debian 12"])
    #expect(check.forceRemovalConsequences.isEmpty && check.warnings.isEmpty)
  }

  @Test func appsAreInTheWayAndConsequencesAreSaid() throws {
    var sample = try StoreSample()
    try sample.install("debian", "12")
    let layer = try sample.install("nodejs", "22.20.0", requested: "22")
    sample.knowledge.uses[layer.name] = [
      AppUse(app: "shop", state: .running, pid: 812, version: "22.20.0"),
      AppUse(app: "report", state: .sleeping, version: "22.20.0"),
    ]
    let check = try sample.judge("node@22")
    #expect(!check.safe)
    #expect(check.dependentApps.map(\.text) == ["shop (running, pid 812)", "report (asleep)"])
    #expect(check.warnings == ["report (asleep) does not run now, but needs nodejs 22.20.0 when it starts"])
    let again = "cannot start until nodejs 22.20.0 is installed again: roost runtime install 'nodejs@22.20.0'"
    #expect(
      check.forceRemovalConsequences == ["shop (running, pid 812) is stopped", "shop \(again)", "report \(again)"])
  }

  @Test func aBaseIsHeldByWhatStandsOnItWhileItIsTheLast() throws {
    var sample = try StoreSample()
    try sample.install("debian", "12", requested: "12")
    try sample.install("python", "3.11.2", requested: "3")
    let last = try sample.judge("debian")
    #expect(!last.safe)
    #expect(last.dependentRuntimes == ["python 3.11.2"])
    #expect(last.forceRemovalConsequences.count == 1)
    try sample.install("debian", "13", requested: "13")
    #expect(try sample.judge("debian@12").safe)
    #expect(try !sample.judge("debian@12", "debian@13").safe)
    #expect(try sample.judge("debian@12", "debian@13", "python").safe)
  }

  @Test func dependentsAreFoundThroughSeveralRuntimes() throws {
    var sample = try StoreSample()
    try sample.install("debian", "12")
    try sample.install("nodejs", "24.1.0")
    try sample.install("pnpm", "9.1.0", requested: "9")
    #expect(try sample.judge("debian").dependentRuntimes == ["nodejs 24.1.0", "pnpm 9.1.0"])
    #expect(try sample.judge("nodejs").dependentRuntimes == ["pnpm 9.1.0"])
    #expect(try sample.judge("pnpm").unused == ["debian 12", "nodejs 24.1.0"])
  }

  @Test func onlyWhatCameAlongIsUnused() throws {
    var sample = try StoreSample()
    try sample.install("debian", "12")
    let node = try sample.install("nodejs", "24.1.0", requested: "24")
    try sample.install("pnpm", "9.1.0", requested: "9")
    #expect(try sample.judge("pnpm").unused.isEmpty)
    sample.knowledge.requests.removeAll { $0.runtime == node.runtime }
    sample.knowledge.uses[node.name] = [AppUse(app: "shop", state: .stopped, version: "24.1.0")]
    #expect(try sample.judge("pnpm").unused.isEmpty)
    sample.knowledge.uses = [:]
    #expect(try sample.judge("pnpm").unused == ["debian 12", "nodejs 24.1.0"])
    sample.knowledge.added.remove(node.name)
    #expect(try sample.judge("pnpm").unused.isEmpty)
  }

  @Test func anotherThatStaysKeepsWhatBothStandOn() throws {
    var sample = try StoreSample()
    try sample.install("debian", "12")
    try sample.install("nodejs", "24.1.0", requested: "24")
    try sample.install("python", "3.11.2", requested: "3")
    #expect(try sample.judge("nodejs").unused.isEmpty)
    #expect(try sample.judge("nodejs", "python").unused == ["debian 12"])
  }

  @Test func aNameMustMeanOneLayer() throws {
    var sample = try StoreSample()
    try sample.install("nodejs", "22.20.0")
    #expect(try sample.judge("node").targets == ["nodejs 22.20.0"])
    try sample.install("nodejs", "24.1.0")
    #expect(#expect(throws: Problem.self) { try sample.judge("node") }?.code == .usageInvalid)
    let missing = #expect(throws: Problem.self) { try sample.judge("node@20") }
    #expect(missing?.code == .runtimeMissing)
    #expect(missing?.hint.contains("nodejs@22.20.0, nodejs@24.1.0") == true)
    #expect(#expect(throws: Problem.self) { try sample.judge("nodjs") }?.code == .runtimeUnknown)
    #expect(try sample.judge("node@24", "nodejs@24.1.0").targets == ["nodejs 24.1.0"])
  }
}

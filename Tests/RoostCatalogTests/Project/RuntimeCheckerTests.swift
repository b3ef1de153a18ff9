import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct RuntimeCheckerTests {
  private let catalogue: Catalogue
  private let node: RuntimeID
  private let base: RuntimeID

  init() throws {
    var node = try VersionRules.entry("nodejs", .semver, default: "lts", [])
    node.requires = [try #require(RuntimeID("base"))]
    var bun = try VersionRules.entry("bun", .semver, [])
    bun.conflicts.runtimes = [node.id]
    let base = try VersionRules.entry("base", .debian, default: "12", [])
    catalogue = Catalogue([node, bun, base])
    self.node = node.id
    self.base = base.id
  }

  private func layer(_ runtime: RuntimeID, _ version: String) -> InstalledLayer {
    InstalledLayer(
      runtime: runtime, version: version, digest: "0", tree: "/", size: ByteCount(0), installedAt: 0, variables: [:],
      provenance: [], seconds: 0)
  }

  private func need(_ runtime: String, _ selector: String, outvoted: [String] = [], isOptional: Bool = false) throws
    -> ProjectRequirement
  {
    let id = try #require(RuntimeID(runtime))
    let evidence = Evidence(file: "f", line: 1, says: "says it")
    return ProjectRequirement(
      requirement: RuntimeRequirement(runtime: id, selector: selector, decidedBy: evidence),
      outvoted: try outvoted.map {
        OutvotedVersion(selector: try VersionSelector($0, scheme: .semver), evidence: evidence)
      }, isOptional: isOptional)
  }

  private func check(_ needs: [ProjectRequirement], _ installed: [InstalledLayer]) throws -> RuntimeCheckResult {
    try RuntimeChecker(catalogue: catalogue, installed: installed).check(needs)
  }

  @Test func whatFitsStarts() throws {
    let result = try check([need("nodejs", ">=18 <23")], [layer(node, "22.20.0"), layer(base, "12")])
    #expect(
      result
        == RuntimeCheckResult(
          canStart: true, missingRuntimes: [], conflictingRuntimes: [], versionMismatches: [], suggestedActions: []))
  }

  @Test func whatIsNotThereIsMissingWithTheCommand() throws {
    let result = try check([need("nodejs", ">=18 <23")], [])
    #expect(!result.canStart && result.missingRuntimes == ["nodejs@>=18 <23", "base@12"])
    #expect(result.suggestedActions.map(\.command) == ["roost runtime install 'nodejs@>=18 <23'"])
    #expect(result.suggestedActions[0].message == "Install Nodejs (>=18 <23), the project needs it: f:1 says it")
  }

  @Test func aBaseThatIsGoneIsMissingToo() throws {
    let result = try check([need("nodejs", "22")], [layer(node, "22.20.0")])
    #expect(!result.canStart && result.missingRuntimes == ["base@12"])
  }

  @Test func anotherVersionIsAMismatchAndAnError() throws {
    let result = try check([need("nodejs", "22")], [layer(node, "20.1.0"), layer(node, "24.1.0"), layer(base, "12")])
    #expect(!result.canStart && result.missingRuntimes.isEmpty)
    #expect(
      result.versionMismatches == [VersionMismatch(runtime: node, required: "22", installed: "24.1.0", severity: .error)])
  }

  @Test func anOverruledStatementIsAWarning() throws {
    let result = try check([need("nodejs", "22", outvoted: [">=24", "^22.1"])], [layer(node, "22.20.0"), layer(base, "12")])
    #expect(result.canStart)
    #expect(
      result.versionMismatches == [VersionMismatch(runtime: node, required: ">=24", installed: "22.20.0", severity: .warning)])
  }

  @Test func whatIsOptionalDoesNotHinder() throws {
    let result = try check([need("nodejs", "22", isOptional: true)], [layer(node, "20.1.0")])
    #expect(result.canStart && result.missingRuntimes.isEmpty && result.suggestedActions.count == 1)
    #expect(result.versionMismatches.map(\.severity) == [.warning])
  }

  @Test func runtimesThatExcludeEachOtherCannotStart() throws {
    let bun = try #require(RuntimeID("bun"))
    let layers = [layer(node, "24.0.0"), layer(bun, "1.0.0"), layer(base, "12")]
    let result = try check([need("nodejs", "lts"), need("bun", "1")], layers)
    #expect(!result.canStart && result.conflictingRuntimes == ["nodejs and bun"])
  }

  @Test func aRuntimeNobodyKnowsIsAProblem() throws {
    #expect(throws: Problem.self) { try check([need("cobol", "85")], []) }
  }
}

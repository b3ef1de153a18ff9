import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct ProjectRequirementsTests {
  private func find(_ texts: [String: String], _ extra: [CatalogueEntry] = [], profile: [RuntimeID: String] = [:]) throws
    -> ProjectRequirements
  {
    let loaded = try Catalogue.load(extraDirectory: nil)
    let names = Set(extra.map(\.id))
    let catalogue = Catalogue(loaded.entries.filter { !names.contains($0.id) } + extra)
    return ProjectRequirements.find(in: ProjectTree(name: "shop", texts: texts), catalogue: catalogue, profile: profile)
  }

  private func text(_ needs: [ProjectRequirement]) -> [String] {
    needs.map { "\($0.isOptional ? "maybe " : "")\($0.requirement.specifier): \($0.requirement.decidedBy)" }
  }

  private static let express = "{\"scripts\": {\"start\": \"node .\"}, \"engines\": {\"node\": \">=20\"}}"

  @Test func thePlansRuntimesAreNeededAndOthersAreNot() throws {
    let docker = try VersionRules.entry("docker", .semver, [VersionFile(file: "Dockerfile", form: .presence)])
    let found = try find(
      ["package.json": Self.express, ".nvmrc": "22", "Dockerfile": "FROM x", ".deno-version": "2.1.0"], [docker])
    #expect(found.type == .node && found.problems.isEmpty)
    #expect(
      text(found.needs) == [
        "nodejs@22: .nvmrc:1 says 22", "maybe deno@2.1.0: .deno-version:1 says 2.1.0", "maybe docker@latest: Dockerfile is there",
      ])
    #expect(found.needs[0].outvoted.map(\.selector.text) == [">=20"])
  }

  @Test func withoutAPlanAllThatIsMentionedIsNeeded() throws {
    let go = try VersionRules.entry("go", .semver, [VersionFile(file: "go.mod", form: .goModule, key: "go")])
    let found = try find(["go.mod": "module x\n\ngo 1.22\n", ".tool-versions": "nodejs 24\n"], [go])
    #expect(found.type == nil && found.problems.map(\.code) == [.projectUnrecognised])
    #expect(text(found.needs) == ["go@>=1.22: go.mod:3 says go 1.22", "nodejs@24: .tool-versions:1 says nodejs 24"])
  }

  @Test func theProjectsOwnSettingsDecide() throws {
    let settings = "runtimes:\n  node: \"20\"\n"
    let found = try find(["package.json": Self.express, ".nvmrc": "22", "roost.yml": settings])
    #expect(text(found.needs) == ["nodejs@20: roost.yml:2 runtimes.node is \"20\""])
    #expect(found.needs[0].requirement.authority == .settings)
    #expect(found.needs[0].outvoted.map(\.selector.text) == ["22", ">=20"])
  }

  @Test func aProjectInADirectoryOfItsRepositoryIsReadThere() throws {
    let found = try find(["roost.yml": "root: web\n", "web/package.json": Self.express, "web/.nvmrc": "22", ".nvmrc": "18"])
    #expect(text(found.needs) == ["nodejs@22: .nvmrc:1 says 22"])
  }

  @Test func theProfileDecidesWhereNoFileDoes() throws {
    let node = try #require(RuntimeID("nodejs"))
    let start = "{\"scripts\": {\"start\": \"node .\"}}"
    let found = try find(["package.json": start], profile: [node: "22"])
    #expect(text(found.needs) == ["nodejs@22: this machine's profile: no file states a version"])
    #expect(try text(find(["package.json": Self.express], profile: [node: "22"]).needs)[0].hasPrefix("nodejs@>=20"))
  }

  @Test func aBrokenManifestIsAProblemAndTheRestIsRead() throws {
    let found = try find(["package.json": "{", ".nvmrc": "22"])
    #expect(found.problems.map(\.code) == [.projectManifestInvalid])
    #expect(text(found.needs) == ["nodejs@22: .nvmrc:1 says 22"])
    #expect(found.warnings.allSatisfy { $0.hasPrefix("package.json:1 cannot be read") })
  }

  @Test func nothingIsNothing() throws {
    let found = try find(["readme.md": "x"])
    #expect(found.needs.isEmpty && found.type == nil && found.problems.count == 1)
  }
}

import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct WantedRuntimesTests {
  private let catalogue: Catalogue

  init() throws {
    func entry(_ id: String) throws -> CatalogueEntry {
      CatalogueEntry(
        id: try #require(RuntimeID(id)), title: id, scheme: .semver,
        source: .wheel(WheelSource(package: id, subtree: "x", destination: "y")))
    }
    var docker = try entry("docker")
    docker.sources = []
    catalogue = Catalogue(
      [try entry("nodejs"), try entry("python"), docker],
      profiles: [
        Profile(name: "web", title: "Web", specifiers: ["nodejs@24", "python"]),
        Profile(name: "docker", title: "Docker", specifiers: ["nodejs", "docker"]),
      ])
  }

  private func wanted(_ texts: [String], profile: String? = nil) throws -> (layers: [String], host: [String]) {
    let wanted = try WantedRuntimes(InstallRequest(specifiers: texts, profile: profile), catalogue: catalogue)
    return (wanted.layers.map(\.description), wanted.host.map(\.description))
  }

  @Test func aProfileComesAfterWhatWasNamed() throws {
    #expect(try wanted(["python@3"], profile: "web").layers == ["python@3", "nodejs@24", "python@*"])
    #expect(try wanted(["nodejs@24"], profile: "web").layers == ["nodejs@24", "python@*"])
  }

  @Test func whatOnlyTheMachineCanHaveIsApart() throws {
    let profile = try wanted([], profile: "docker")
    #expect(profile.layers == ["nodejs@*"])
    #expect(profile.host == ["docker@*"])
    #expect(try wanted(["nodejs@system"]).host == ["nodejs@system"])
  }

  @Test func aHostRuntimeNamedAsLayerIsRefusedWithTheCommand() {
    let problem = #expect(throws: Problem.self) { try wanted(["docker"]) }
    #expect(problem?.code == .unsupported)
    #expect(problem?.hint == "roost install docker --scope host")
  }

  @Test func nothingAndUnknownNamesAreRefused() {
    #expect(#expect(throws: Problem.self) { try wanted([]) }?.code == .usageInvalid)
    let profile = #expect(throws: Problem.self) { try wanted([], profile: "wep") }
    #expect(profile?.code == .profileUnknown)
    #expect(profile?.hint.contains("web") == true)
    #expect(#expect(throws: Problem.self) { try wanted(["nodjs"]) }?.code == .runtimeUnknown)
  }

  @Test func aHostRequestIsNotAnsweredWithLayers() {
    let request = InstallRequest(specifiers: ["nodejs"], scope: .host)
    let problem = #expect(throws: Problem.self) { try WantedRuntimes(request, catalogue: catalogue) }
    #expect(problem?.code == .unsupported)
    #expect(problem?.hint == "as root: roost install nodejs --scope host")
  }

  @Test func profilesAreFoundByWhatTheyHold() throws {
    #expect(catalogue.profiles(holding: try #require(RuntimeID("nodejs"))) == ["web", "docker"])
    #expect(catalogue.profiles(holding: try #require(RuntimeID("docker"))) == ["docker"])
  }
}

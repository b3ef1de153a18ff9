import RoostModel
import Testing

@testable import RoostApps

@Suite struct RuntimeNeedsTests {
  private static let digest = String(repeating: "a", count: 64)

  private func layer(_ runtime: String, _ version: String, digest: String = digest, at time: Double = 0) throws -> InstalledLayer
  {
    InstalledLayer(
      runtime: try #require(RuntimeID(runtime)), version: version, digest: digest, tree: "/t", size: ByteCount(1),
      installedAt: time, variables: [:], provenance: [], seconds: 1)
  }

  private func needs(_ wanted: [InstalledLayer], installed: [InstalledLayer]) throws -> RuntimeNeeds {
    let known = try ["debian", "nodejs", "build-essential", "build"].map { try #require(RuntimeID($0)) }
    return RuntimeNeeds(of: wanted.map(\.name), installed: installed, known: known)
  }

  @Test func itsOwnLayersComeFirst() throws {
    let own = try [layer("debian", "12"), layer("nodejs", "24.1.0")]
    let newer = try layer("nodejs", "24.1.0", digest: String(repeating: "b", count: 64), at: 9)
    let needs = try needs(own, installed: [newer] + own)
    #expect(needs.stack == own)
    #expect(needs.check.canStart)
    #expect(needs.problem(of: try AppName("shop")) == nil)
  }

  @Test(arguments: [("24.1.0", true), ("24.1.7", true), ("24.2.0", false), ("25.1.0", false)])
  func anotherBuildOrPatchWillDo(version: String, fits: Bool) throws {
    let wanted = try layer("nodejs", "24.1.0")
    let other = try layer("nodejs", version, digest: String(repeating: "b", count: 64))
    let needs = try needs([wanted], installed: [other])
    #expect(needs.check.canStart == fits)
    #expect(needs.stack == (fits ? [other] : nil))
    #expect(needs.check.versionMismatches.map(\.installed) == (fits ? [] : [version]))
  }

  @Test func theSameVersionBeatsANewerPatch() throws {
    let same = try layer("nodejs", "24.1.0", digest: String(repeating: "b", count: 64), at: 1)
    let patch = try layer("nodejs", "24.1.9", at: 2)
    #expect(try needs([layer("nodejs", "24.1.0")], installed: [patch, same]).stack == [same])
  }

  @Test func aBaseOfAnotherReleaseWillNotDo() throws {
    #expect(try !needs([layer("debian", "12")], installed: [layer("debian", "13")]).check.canStart)
  }

  @Test func whatIsMissingIsNamedWithTheCommand() throws {
    let needs = try needs([layer("debian", "12"), layer("nodejs", "24.1.0")], installed: [layer("debian", "12")])
    #expect(needs.check.missingRuntimes == ["nodejs@24.1.0"])
    let problem = try #require(needs.problem(of: try AppName("shop")))
    #expect(problem.code == .runtimeMissing)
    #expect(problem.message == "shop needs nodejs 24.1.0, which is not installed any more")
    #expect(problem.hint == "install it again: roost runtime install 'nodejs@24.1.0'")
  }

  @Test func namesWithDashesAreTakenApart() throws {
    let known = try ["build", "build-essential"].map { try #require(RuntimeID($0)) }
    let name = try #require(LayerName("build-essential-12.9-rc1-aaaaaaaaaaaa", of: known))
    #expect(name.runtime.text == "build-essential")
    #expect(name.version == "12.9-rc1")
    #expect(LayerName("other-1-aaaaaaaaaaaa", of: known) == nil)
    #expect(LayerName("build-", of: known) == nil)
  }
}

import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct VersionLockTests {
  /// The live release runs on 22.20.0; `lts` is 24 now.
  @Test(arguments: [
    (">=18", VersionAuthority.rangeFile, "22.20.0"), ("22", .exactFile, "22.20.0"), ("24", .exactFile, "24"),
    ("lts", .exactFile, "lts"), ("lts", .catalogue, "22.20.0"), ("latest", .catalogue, "22.20.0"), ("23", .profile, "22.20.0"),
    ("latest", .settings, "latest"), ("22 || 24", nil, "22.20.0"), (">=24", .floorFile, ">=24"),
  ])
  func theLiveReleasesVersionIsKeptWhileItWillDo(_ selector: String, _ authority: VersionAuthority?, _ expected: String) throws {
    let entry = try VersionRules.entry("nodejs", .semver, [])
    let layer = InstalledLayer(
      runtime: entry.id, version: "22.20.0", digest: "0", tree: "/", size: ByteCount(0), installedAt: 0, variables: [:],
      provenance: [], seconds: 0)
    let requirement = RuntimeRequirement(
      runtime: entry.id, selector: selector, decidedBy: Evidence(says: "x"), authority: authority)
    let catalogue = Catalogue([entry])
    #expect(try VersionLock([layer]).specifier(for: requirement, in: catalogue) == "nodejs@\(expected)")
    #expect(try VersionLock([]).specifier(for: requirement, in: catalogue) == "nodejs@\(selector)")
  }
}

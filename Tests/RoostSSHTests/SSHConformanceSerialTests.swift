import RoostModel
import StrategyConformance
import Testing

/// All that strategies have in common, on a real sshd that lets root in.
@Suite(.serialized, .enabled(if: SSHFixture.isRoot), SSHSuite(), .timeLimit(.minutes(15)))
struct SSHConformanceSerialTests {
  /// What another host cannot do where it has all it needs. On others more is missing, and the test says what.
  private static let missing = [
    "files.bind-mounts", "files.mounts-below-tmp", "files.read-only-mounts", "limits.disk", "network.allowed-alone",
    "layers.seal", "layers.seal-refused",
    "layers.snapshot",
    "layers.snapshot-refused",
  ]

  @Test(arguments: ConformanceCase.all) func behaves(_ one: ConformanceCase) async throws {
    let fixture = try #require(SSHSuite.fixture)
    try await ConformanceRun(SSHSubject(fixture: fixture)).run(one)
  }

  @Test func nothingElseIsMissing() async throws {
    let fixture = try #require(SSHSuite.fixture)
    let missing = await ConformanceRun(SSHSubject(fixture: fixture)).missing()
    #expect(missing == Self.missing)
  }
}

import RoostModel
import StrategyConformance
import Testing

/// All that strategies have in common, of plain processes on a real sshd whose users may make no namespaces.
@Suite(.serialized, .enabled(if: SSHFixture.isRoot), PlainSuite(), .timeLimit(.minutes(15)))
struct PlainConformanceSerialTests {
  /// No files, no network and no walls of its own, and without root no limits.
  private static let missing = [
    "start.no-new-privileges", "upload.links-do-not-lead-out", "files.bind-mounts", "files.mounts-below-tmp",
    "files.read-only-mounts",
    "isolation.processes", "isolation.files", "isolation.same-port", "isolation.stack-is-unharmed", "limits.memory",
    "limits.processes", "limits.processor", "limits.disk", "network.none", "network.allowed-alone",
    "network.neighbours-are-closed", "pause.stands-still", "pause.keeps-ports", "pause.again", "pause.events", "pause.destroy",
    "layers.seal", "layers.seal-refused", "layers.snapshot", "layers.snapshot-refused",
  ]

  @Test(arguments: ConformanceCase.all) func behaves(_ one: ConformanceCase) async throws {
    let fixture = try #require(PlainSuite.fixture)
    try await ConformanceRun(PlainSubject(fixture: fixture)).run(one)
  }

  @Test func nothingElseIsMissing() async throws {
    let fixture = try #require(PlainSuite.fixture)
    let missing = await ConformanceRun(PlainSubject(fixture: fixture)).missing()
    #expect(missing == Self.missing)
  }
}

import Glibc
import RoostModel
import StrategyConformance
import Testing

/// All that strategies have in common, of processes that are kept apart by nothing.
@Suite(.serialized, .enabled(if: geteuid() == 0, "needs root"), .timeLimit(.minutes(15)))
struct ProcessConformanceSerialTests {
  /// No files, no network and no walls of its own.
  private static let missing = [
    "start.no-new-privileges", "upload.links-do-not-lead-out", "files.mounts-below-tmp", "files.read-only-mounts",
    "isolation.processes",
    "isolation.files", "isolation.same-port", "isolation.stack-is-unharmed", "limits.disk", "network.none",
    "network.allowed-alone", "network.neighbours-are-closed", "layers.seal", "layers.seal-refused",
  ]

  @Test(arguments: ConformanceCase.all) func behaves(_ one: ConformanceCase) async throws {
    try await ProcessFixture.with { fixture in
      try await ConformanceRun(ProcessSubject(fixture: fixture)).run(one)
    }
  }

  @Test func nothingElseIsMissing() async throws {
    try await ProcessFixture.with { fixture in
      #expect(await ConformanceRun(ProcessSubject(fixture: fixture)).missing() == Self.missing)
    }
  }
}

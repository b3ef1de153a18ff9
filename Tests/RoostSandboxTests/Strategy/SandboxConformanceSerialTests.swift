import RoostModel
import StrategyConformance
import Testing

/// All that strategies have in common, on the real kernel.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(15)))
struct SandboxConformanceSerialTests {
  /// What a sandbox cannot do where the machine has all it needs. On others more is missing, and the test says what.
  private static let missing = [
    "files.read", "files.read-refused", "files.list", "files.remove", "files.watch", "limits.metrics",
  ]

  /// What the agent does not do yet. They run all the same, and are counted as known issues as long as they fail.
  private static let pending = ["process.time-limit", "ports.tell-who-listens"]

  @Test(arguments: ConformanceCase.all) func behaves(_ one: ConformanceCase) async throws {
    try await SandboxFixture.with { fixture in
      let run = ConformanceRun(SandboxSubject(fixture: fixture))
      guard Self.pending.contains(one.name) else { return try await run.run(one) }
      await withKnownIssue("the agent does not do this yet", isIntermittent: true) { try await run.run(one) }
    }
  }

  @Test func nothingElseIsMissing() async throws {
    try await SandboxFixture.with { fixture in
      let missing = await ConformanceRun(SandboxSubject(fixture: fixture)).missing()
      #expect(missing == Self.missing)
    }
  }
}

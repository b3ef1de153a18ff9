import RoostModel
import RoostTestSupport
import StrategyConformance
import Testing

/// All that strategies have in common, on the real kernel.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(15)))
struct SandboxConformanceSerialTests {
  /// What a sandbox cannot do where the machine has all it needs. On others more is missing, and the test says what.
  private static let missing: [String] = []

  @Test(arguments: ConformanceCase.all) func behaves(_ one: ConformanceCase) async throws {
    try await SandboxFixture.with { fixture in
      try await ConformanceRun(SandboxSubject(fixture: fixture)).run(one)
    }
  }

  @Test func nothingElseIsMissing() async throws {
    try await SandboxFixture.with { fixture in
      let missing = await ConformanceRun(SandboxSubject(fixture: fixture)).missing()
      #expect(missing == Self.missing)
    }
  }
}

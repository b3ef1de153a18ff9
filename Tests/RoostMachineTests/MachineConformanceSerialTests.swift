import RoostModel
import RoostTestSupport
import StrategyConformance
import Testing

/// What all strategies have in common, in real machines. Those cases that boot machines of their own are fewer than elsewhere:
/// each boot takes seconds where the processor is emulated. All of them run with `ROOST_TEST_ALL_MACHINES=1`, and some with
/// `ROOST_TEST_MACHINES=NAME,NAME`.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct MachineConformanceSerialTests {
  /// What a machine cannot do where the host has all it needs. On others more is missing, and the test says what.
  private static let missing: [String] = []

  @Test func behaves() async throws {
    try await MachineFixture.with { fixture in
      let shared = SharedEnvironment()
      let run = ConformanceRun(MachineSubject(fixture: fixture, base: try await TestBase.path(), shared: shared))
      for one in MachineCases.chosen {
        do {
          try await run.run(one)
        } catch {
          Issue.record(error, "\(one)")
        }
      }
    }
  }

  @Test func nothingElseIsMissing() async throws {
    try await MachineFixture.with { fixture in
      let missing = await ConformanceRun(MachineSubject(fixture: fixture, base: try await TestBase.path(), shared: nil)).missing()
      #expect(missing == Self.missing)
    }
  }

  @Test func whatIsLeftOutExists() {
    #expect(MachineCases.leftOut.isSubset(of: Set(ConformanceCase.all.map(\.name))))
  }
}

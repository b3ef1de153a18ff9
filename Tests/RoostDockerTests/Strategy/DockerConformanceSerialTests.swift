import Glibc
import RoostModel
import StrategyConformance
import Testing

/// All that strategies have in common, on a real engine that root runs.
@Suite(.serialized, .enabled(if: geteuid() == 0), DockerSuite(), .timeLimit(.minutes(15)))
struct DockerConformanceSerialTests {
  /// What a container cannot do where the machine has all it needs. On others more is missing, and the test says what.
  private static let missing = ["limits.disk", "network.allowed-alone"]

  @Test(arguments: ConformanceCase.all) func behaves(_ one: ConformanceCase) async throws {
    try await ConformanceRun(try #require(DockerSuite.subject)).run(one)
  }

  @Test func nothingElseIsMissing() async throws {
    let subject = try #require(DockerSuite.subject)
    let missing = await ConformanceRun(subject).missing()
    #expect(missing == Self.missing)
  }
}

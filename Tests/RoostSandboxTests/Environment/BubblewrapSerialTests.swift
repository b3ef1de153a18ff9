import RoostSystem
import StrategyConformance
import SystemPackage
import Testing

/// Where nobody but bubblewrap may make namespaces.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot && UserNamespaces.areAllowed), .timeLimit(.minutes(18)))
struct BubblewrapSerialTests {
  @Test func nobodyCanTakeTheTour() async throws {
    WithoutRoot.tookTheTour(try await Self.probe("tour", within: .seconds(60)))
  }

  @Test func nobodyBehavesLikeEverybody() async throws {
    WithoutRoot.behaves(try await Self.probe("conform", within: .seconds(900)))
  }

  private static func probe(_ errand: String, within limit: Duration) async throws -> CommandResult {
    var result: CommandResult?
    try await ForbiddenNamespaces.with { place in
      result = try await UnprivilegedProbe.run(
        errand, within: limit, by: place.launcher, options: ["--bubblewrap", place.bubblewrap.string])
    }
    return try #require(result)
  }
}

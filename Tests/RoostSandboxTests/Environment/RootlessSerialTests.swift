import RoostSystem
import StrategyConformance
import Testing

/// The same without privileges, where user namespaces are allowed.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot && UserNamespaces.areAllowed), .timeLimit(.minutes(18)))
struct RootlessSerialTests {
  @Test func nobodyCanTakeTheTour() async throws {
    WithoutRoot.tookTheTour(try await UnprivilegedProbe.run("tour", within: .seconds(60)))
  }

  @Test func nobodyBehavesLikeEverybody() async throws {
    WithoutRoot.behaves(try await UnprivilegedProbe.run("conform", within: .seconds(900)))
  }
}

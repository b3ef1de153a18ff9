import RoostSystem
import StrategyConformance
import Testing

/// The same without privileges, where user namespaces are allowed.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot && UserNamespaces.areAllowed), .timeLimit(.minutes(8)))
struct RootlessSerialTests {
  /// What takes root on this machine: limits, standing still, a way out.
  private static let missing = [
    "limits.memory", "limits.processes", "limits.processor", "limits.disk", "network.outbound", "network.allowed-alone",
    "network.neighbours-are-closed", "pause.stands-still", "pause.keeps-ports", "pause.again", "pause.events", "pause.destroy",
    "layers.snapshot", "layers.snapshot-refused",
  ]

  @Test func nobodyCanTakeTheTour() async throws {
    let result = try await UnprivilegedProbe.run("tour", within: .seconds(60))
    #expect(result.standardOutput == "ready\nport 3000\ndialed\nexit 5\ndestroyed\n", "\(result.standardError)")
  }

  @Test func nobodyBehavesLikeEverybody() async throws {
    let result = try await UnprivilegedProbe.run("conform", within: .seconds(400))
    let lines = result.standardOutput.split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.hasPrefix("failed ") } == [])
    #expect(lines.filter { $0.hasPrefix("missing ") } == Self.missing.map { "missing \($0)" })
    #expect(lines.last?.hasPrefix("done ") == true, "\(result.standardError.suffix(2000))")
  }
}

import RoostSystem
import StrategyConformance
import SystemPackage
import Testing

/// Where nobody but bubblewrap may make namespaces.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot && UserNamespaces.areAllowed), .timeLimit(.minutes(8)))
struct BubblewrapSerialTests {
  /// What takes root on this machine. The same as of every sandbox without root.
  private static let missing = [
    "limits.memory", "limits.processes", "limits.processor", "limits.disk", "network.outbound", "network.allowed-alone",
    "network.neighbours-are-closed", "pause.stands-still", "pause.keeps-ports", "pause.again", "pause.events", "pause.destroy",
    "layers.snapshot", "layers.snapshot-refused",
  ]

  @Test func nobodyCanTakeTheTour() async throws {
    let result = try await Self.probe("tour", within: .seconds(60))
    #expect(result.standardOutput == "ready\nport 3000\ndialed\nexit 5\ndestroyed\n", "\(result.standardError)")
  }

  @Test func nobodyBehavesLikeEverybody() async throws {
    let result = try await Self.probe("conform", within: .seconds(400))
    let lines = result.standardOutput.split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.hasPrefix("failed ") } == [])
    #expect(lines.filter { $0.hasPrefix("missing ") } == Self.missing.map { "missing \($0)" })
    #expect(lines.last?.hasPrefix("done ") == true, "\(result.standardError.suffix(2000))")
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

import Glibc
import RoostSystem
import StrategyConformance
import Testing

/// The same for a user without privileges, who is the only one there is to be.
@Suite(.serialized, .enabled(if: geteuid() == 0, "needs root to become somebody else"), .timeLimit(.minutes(18)))
struct ProcessRootlessSerialTests {
  @Test func nobodyBehavesLikeEverybody() async throws {
    let result = try await UnprivilegedProbe.run("conform-process", within: .seconds(900))
    let lines = result.standardOutput.split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.hasPrefix("failed ") } == [])
    #expect(lines.filter { $0.hasPrefix("missing ") } == Self.missing.map { "missing \($0)" })
    #expect(lines.last?.hasPrefix("done ") == true, "\(result.standardError.suffix(2000))")
  }

  /// What plain processes never have, and what takes root on this machine.
  private static let missing = [
    "start.no-new-privileges", "upload.links-do-not-lead-out", "files.mounts-below-tmp", "files.read-only-mounts",
    "isolation.processes", "isolation.files", "isolation.same-port", "isolation.stack-is-unharmed", "limits.memory",
    "limits.processes", "limits.processor", "limits.disk", "network.none", "network.allowed-alone",
    "network.neighbours-are-closed", "pause.stands-still", "pause.keeps-ports", "pause.again", "pause.events", "pause.destroy",
    "layers.seal", "layers.seal-refused", "layers.snapshot", "layers.snapshot-refused",
  ]
}

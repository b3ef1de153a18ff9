import Foundation
import Glibc
import RoostModel
import RoostSystem
import RoostTestSupport
import StrategyConformance
import SystemPackage
import Testing

/// The same without privileges, where user namespaces are allowed.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot && UserNamespaces.areAllowed), .timeLimit(.minutes(8)))
struct RootlessSerialTests {
  private static let user: UInt32 = 65_534

  /// What takes root on this machine: limits, standing still, a way out.
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
    let home = FilePath("/var/tmp/roost-rootless-\(UInt64.random(in: .min ... .max))")
    try DirectoryCreation.ensure(home)
    chown(home.string, user, user)
    // Executables where nobody can reach them.
    for (source, name) in [(SandboxFixture.agent, "roost-agent"), (SandboxFixture.probe, "sandbox-probe")] {
      let copy = home.appending(name)
      try FileManager.default.copyItem(atPath: source.string, toPath: copy.string)
      chmod(copy.string, 0o755)
    }
    var command = ExternalCommand(
      "setpriv",
      [
        "--reuid=\(user)", "--regid=\(user)", "--clear-groups", home.appending("sandbox-probe").string,
        home.appending("home").string, home.appending("roost-agent").string, try await TestBase.path().string, errand,
      ])
    command.timeout = limit
    let result = try await command.run()
    try await DirectoryRemoval.remove(home)
    return result
  }
}

private enum UserNamespaces {
  /// For users without privileges.
  static let areAllowed: Bool = {
    let text = { (path: FilePath) in (try? TestFile.text(path)) ?? "" }
    return !text("/proc/sys/user/max_user_namespaces").hasPrefix("0")
      && !text("/proc/sys/kernel/unprivileged_userns_clone").hasPrefix("0")
      && !text("/proc/sys/kernel/apparmor_restrict_unprivileged_userns").hasPrefix("1")
  }()
}

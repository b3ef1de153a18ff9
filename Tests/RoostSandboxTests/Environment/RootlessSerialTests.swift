import Foundation
import Glibc
import RoostModel
import RoostSystem
import RoostTestSupport
import StrategyConformance
import SystemPackage
import Testing

/// The same without privileges, where user namespaces are allowed.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot && UserNamespaces.areAllowed), .timeLimit(.minutes(2)))
struct RootlessSerialTests {
  private static let user: UInt32 = 65_534

  @Test func nobodyCanTakeTheTour() async throws {
    let home = FilePath("/var/tmp/roost-rootless-\(UInt64.random(in: .min ... .max))")
    try DirectoryCreation.ensure(home)
    chown(home.string, Self.user, Self.user)
    // Executables where nobody can reach them.
    for (source, name) in [(SandboxFixture.agent, "roost-agent"), (SandboxFixture.probe, "sandbox-probe")] {
      let copy = home.appending(name)
      try FileManager.default.copyItem(atPath: source.string, toPath: copy.string)
      chmod(copy.string, 0o755)
    }
    let base = try await TestBase.path()
    let probe = ExternalCommand(
      "setpriv",
      [
        "--reuid=\(Self.user)", "--regid=\(Self.user)", "--clear-groups", home.appending("sandbox-probe").string,
        home.appending("home").string,
        home.appending("roost-agent").string, base.string, "tour",
      ])
    var limited = probe
    limited.timeout = .seconds(60)
    let result = try await limited.run()
    try await DirectoryRemoval.remove(home)
    #expect(result.standardOutput == "ready\nport 3000\ndialed\nexit 5\ndestroyed\n", "\(result.standardError)")
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

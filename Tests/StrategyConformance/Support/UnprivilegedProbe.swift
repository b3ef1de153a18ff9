import Foundation
import Glibc
import RoostModel
package import RoostSystem
import RoostTestSupport
import SystemPackage

/// `sandbox-probe`, run as nobody from a scratch home.
package enum UnprivilegedProbe {
  private static let user: UInt32 = 65_534
  private static let probe = TestExecutables.directory.appending("sandbox-probe")

  /// - Parameters:
  ///   - launcher: a command line that runs another one, as root.
  ///   - options: for the probe.
  package static func run(
    _ errand: String, within limit: Duration, by launcher: [String] = [], options: [String] = []
  ) async throws -> CommandResult {
    let home = FilePath("/var/tmp/roost-rootless-\(UInt64.random(in: .min ... .max))")
    try DirectoryCreation.ensure(home)
    var result: Result<CommandResult, any Error> = .failure(CancellationError())
    try await cleaning({ try await DirectoryRemoval.remove(home) }) {
      result = .success(try await run(errand, within: limit, by: launcher, options: options, in: home))
    }
    return try result.get()
  }

  private static func run(
    _ errand: String, within limit: Duration, by launcher: [String], options: [String], in home: FilePath
  ) async throws -> CommandResult {
    chown(home.string, user, user)
    // Executables where nobody can reach them.
    for (source, name) in [(TestExecutables.agent, "roost-agent"), (probe, "sandbox-probe")] {
      let copy = home.appending(name)
      try FileManager.default.copyItem(atPath: source.string, toPath: copy.string)
      chmod(copy.string, 0o755)
    }
    let become = ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups"]
    let probe = [
      home.appending("sandbox-probe").string, home.appending("home").string, home.appending("roost-agent").string,
      try await TestBase.path().string, errand,
    ]
    let words = launcher + become + probe + options
    var command = ExternalCommand(words[0], Array(words.dropFirst()))
    command.timeout = limit
    return try await command.run()
  }
}

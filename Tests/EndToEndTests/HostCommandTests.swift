import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// `roost install` and `roost runtime remove` on a machine of its own: a Debian in a scratch root, with the real git.
  @Suite(.enabled(if: geteuid() == 0, "changing a machine needs root")) struct HostCommandTests {
    /// Roost over one scratch root and one scratch home.
    private struct Machine {
      let root: String
      let home: String

      func start(_ arguments: String...) throws -> TestProcess {
        try TestProcess(RoostFixture.executable, arguments + ["--home", home], variables: ["NO_COLOR": "1"], directory: "/")
      }

      func roost(_ arguments: String...) async throws -> CommandOutput {
        try await TestProcess(
          RoostFixture.executable, arguments + ["--home", home], variables: ["NO_COLOR": "1"], directory: "/"
        ).finish()
      }

      func inside(_ words: String...) async throws -> CommandOutput {
        try await TestProcess("/usr/sbin/chroot", [root] + words).finish()
      }
    }

    private struct Line<Result: Decodable>: Decodable { var result: Result }

    /// Made once, by this test or by those of the installer.
    private static func base() async throws -> String {
      let base = "/var/tmp/roost-test-debian-bookworm"
      guard !FileManager.default.fileExists(atPath: base + "/var/lib/roost-test-complete") else { return base }
      let made = try await TestProcess("/usr/bin/mmdebstrap", ["--variant=apt", "--quiet", "bookworm", base]).finish()
      try #require(made.status == 0, "\(made.errors)")
      try Data().write(to: URL(fileURLWithPath: base + "/var/lib/roost-test-complete"))
      return base
    }

    private func with(_ body: (Machine) async throws -> Void) async throws {
      let base = try await Self.base()
      let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("roost-host-\(getpid())").path
      try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
      try #require(mount("tmpfs", scratch, "tmpfs", 0, "size=1g") == 0)
      for name in ["upper", "work", "root", "home"] {
        try FileManager.default.createDirectory(atPath: "\(scratch)/\(name)", withIntermediateDirectories: true)
      }
      defer {
        for place in [scratch + "/root", scratch] { umount2(place, Int32(MNT_DETACH)) }
        try? FileManager.default.removeItem(atPath: scratch)
      }
      let layers = "lowerdir=\(base),upperdir=\(scratch)/upper,workdir=\(scratch)/work"
      try #require(mount("overlay", scratch + "/root", "overlay", 0, layers) == 0)
      try await body(Machine(root: scratch + "/root", home: scratch + "/home"))
    }

    private func result<Result: Decodable>(_ output: CommandOutput, _ type: Result.Type) throws -> Result {
      let last = try #require(output.output.split(separator: "\n").last, "\(output.errors)")
      return try JSONDecoder().decode(Line<Result>.self, from: Data(last.utf8)).result
    }

    @Test(.timeLimit(.minutes(20))) func gitComesIsInterruptedGoesAndComesBack() async throws {
      try await with { machine in
        let root = machine.root
        let before = try await machine.inside("dpkg", "-l").output
        let installing = try machine.start("install", "git", "ruby", "--scope", "host", "--root", root)
        try await eventually(within: .seconds(300), "git is being installed") {
          installing.errorsSoFar.contains("install: git") || !installing.isRunning
        }
        installing.signal(SIGINT)
        let interrupted = await installing.finish()
        #expect(interrupted.status == 130, "\(interrupted.errors)")
        #expect(interrupted.errors.contains("a package manager is not ended half-way"))
        #expect(try await machine.inside("git", "--version").output.hasPrefix("git version 2."))
        #expect(try await machine.inside("ruby", "--version").status != 0)
        #expect(try await machine.inside("dpkg", "--audit").output == "")

        let check = try await machine.roost("runtime", "remove", "git", "--scope", "host", "--root", root, "--dry-run", "--json")
        #expect(try check.decoded(SafetyCheck.self).unused.contains("git"), "\(check.errors)")
        let removal = try await machine.roost("runtime", "remove", "git", "--scope", "host", "--root", root, "--json")
        let removed = try result(removal, RemoveResult.self)
        #expect(removed.packages.contains { $0.hasPrefix("git=") })
        #expect(try await machine.inside("dpkg", "-l").output == before)

        let undone = try await machine.roost("undo", "\(try #require(removed.transaction))", "--yes")
        #expect(undone.status == 0, "\(undone.errors)")
        #expect(try await machine.inside("git", "--version").status == 0)
        #expect(
          try await machine.roost("install", "git", "--scope", "host", "--root", root).output == "Nothing had to be done.\n")
      }
    }

    @Test func mistakesAreExplained() async throws {
      try await with { machine in
        let nothing = try await machine.roost("runtime", "remove", "git", "--scope", "host", "--root", machine.root)
        #expect(
          nothing.status == ProblemCode.runtimeMissing.exitStatus && nothing.errors.contains("is not installed on this machine"),
          "\(nothing.errors)")
        #expect(try await machine.roost("runtime", "remove", "git", "--root", machine.root).status == 2)
        #expect(try await machine.roost("runtime", "remove", "git", "--scope", "host", "--root", "/no/such").status == 2)
        let version = try await machine.roost("install", "git@99", "--scope", "host", "--root", machine.root, "--dry-run")
        #expect(version.status == 4, "\(version.output)\(version.errors)")
      }
    }
  }
}

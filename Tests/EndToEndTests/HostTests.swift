import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import SystemPackage
import Testing

extension EndToEndSerial {
  /// Apps on another host: a real sshd on loopback, whose logins find a cache directory of their own.
  @Suite(.enabled(if: geteuid() == 0)) struct HostTests {
    private struct Host {
      let server: SSHServer
      let cache: FilePath
      var target: String { "ssh://root@127.0.0.1:\(server.port)" }

      func names(_ directory: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(cache)/roost/\(directory)")) ?? []
      }
    }

    private func with(_ body: (RoostFixture, Host) async throws -> Void) async throws {
      let directory = FilePath("/tmp/roost-host-\(UInt64.random(in: .min ... .max))")
      let cache = directory.appending("far")
      try FileManager.default.createDirectory(atPath: "\(directory)/bin", withIntermediateDirectories: true)
      try FileManager.default.createDirectory(atPath: cache.string, withIntermediateDirectories: true)
      let server = try await SSHServer.start(in: directory, cache: cache)
      // The daemon's `ssh` reads its user's settings: here those of the test.
      let wrapper = "#!/bin/sh\nexec /usr/bin/ssh -F \(server.clientConfiguration) \"$@\"\n"
      try wrapper.write(toFile: "\(directory)/bin/ssh", atomically: true, encoding: .utf8)
      chmod("\(directory)/bin/ssh", 0o755)
      let path = "\(directory)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
      do {
        // An old release ends as soon as the new one serves.
        try await RoostFixture.with(variables: ["PATH": path, "ROOST_RELEASE_PROBATION": "0"]) {
          try await body($0, Host(server: server, cache: cache))
        }
      } catch {
        await server.stop()
        throw error
      }
      await server.stop()
      try FileManager.default.removeItem(atPath: directory.string)
    }

    @Test func anAppLivesAndEndsThere() async throws {
      try await with { roost, host in
        try await Elsewhere(roost: roost, target: host.target).live(as: "distant")
        try await eventually("the first release has gone") { host.names("environments").count == 1 }
        host.server.dropConnections()
        try await eventually("it is reached again") { try await roost.get("distant").body == "second" }
        #expect(try await roost.info("distant").summary.restarts == 0)
        let removal = try await roost.roost("app", "remove", "distant", "--yes")
        #expect(removal.status == 0 && !removal.output.contains("still there"), "\(removal.output)\(removal.errors)")
        #expect(host.names("environments").isEmpty && host.names("volumes").isEmpty)
      }
    }

    /// What cannot be reached is said to be there still, and taken away later.
    @Test func anAppIsRemovedWhileItsHostIsAway() async throws {
      try await with { roost, host in
        let directory = try roost.project("leaving", Projects.hello("here"))
        let made = try await roost.roost("deploy", directory, "--on", host.target, "--yes")
        #expect(made.status == 0, "\(made.errors)\(made.output)")
        await host.server.stop()
        let removal = try await roost.roost("app", "remove", "leaving", "--yes")
        #expect(
          removal.status == 0 && (removal.output + removal.errors).contains("still there"), "\(removal.output)\(removal.errors)")
        #expect(host.names("environments").count == 1)
        let server = try await host.server.restarted()
        try await eventually(within: .seconds(60), "nothing is left there") {
          host.names("environments").isEmpty && host.names("volumes").isEmpty
        }
        await server.stop()
      }
    }
  }
}

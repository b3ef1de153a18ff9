import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// A daemon that is killed, and the next is of another version.
  @Suite struct UpgradeTests {
    private static let ticker = Projects.node(
      """
      let n = 0
      setInterval(() => console.log('tick ' + n++), 20)
      require('http').createServer((request, response) => response.end('ok')).listen(process.env.PORT)
      """)
    private static let names = ["e2e-old", "e2e-plain", "e2e-new"]

    private func with(_ body: (RoostFixture, OtherVersion) async throws -> Void) async throws {
      try await OtherVersion.with { other in
        try await RoostFixture.with { roost in
          do {
            try await body(roost, other)
          } catch {
            for name in Self.names { try await roost.roost("env", "destroy", name) }
            throw error
          }
          for name in Self.names { #expect(try await roost.roost("env", "destroy", name).status == 0) }
        }
      }
    }

    /// Which executables the agents of environments run from, by their own account.
    private func agents(in directory: String) throws -> Set<String> {
      var found: Set<String> = []
      for pid in try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(Int32.init) {
        guard (try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)) == "roost-agent\n" else { continue }
        let links = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd")) ?? []
        let open = links.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/fd/\($0)") }
        guard open.contains(where: { $0.contains("/\(directory)/") }) else { continue }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(pid)/exe"))
        found.insert(bytes.range(of: Data([0] + Array(OtherVersion.number.utf8) + [0])) == nil ? "old" : "new")
      }
      return found
    }

    private func agents(of name: String, _ roost: RoostFixture) async throws -> Set<String> {
      try agents(in: try await roost.roost("env", "info", name, "--json").decoded(EnvironmentDetail.self).summary.id.text)
    }

    @Test func whatRunsGoesOnAndWhatIsNewHasTheNewAgent() async throws {
      try await with { roost, other in
        let version = try await TestProcess(other.executable, ["version"]).finish()
        #expect(version.output == "roost \(OtherVersion.number)\n", "\(version.errors)")
        #expect(try await roost.roost("deploy", roost.project("upgraded", Self.ticker), "--yes").status == 0)
        let script = "echo $$ > /app/pid; i=0; while [ $i -lt 500 ]; do echo line $i; i=$((i+1)); sleep 0.02; done; exit 9"
        for (name, target) in [("e2e-old", "sandbox"), ("e2e-plain", "process")] {
          try await roost.roost("env", "destroy", name)
          let made = try await roost.start(
            ["env", "create", name, "--on", target] + (target == "sandbox" ? ["--network", "none"] : [])
          ).finish()
          #expect(made.status == 0, "\(made.errors)")
        }
        let looking = try ["e2e-old", "e2e-plain"].map { try roost.start(["env", "exec", $0, "--", "sh", "-c", script]) }
        let logs = try roost.start(["app", "logs", "upgraded", "-f"])
        for one in looking { try await eventually("it writes") { one.outputSoFar.contains("line 20\n") } }
        try await eventually("so does the app") { logs.outputSoFar.contains("tick 20\n") }
        let before = (
          try await roost.info("upgraded").summary.pid,
          try await roost.roost("env", "exec", "e2e-old", "--", "cat", "/app/pid").output
        )

        try await roost.killDaemon()
        try await roost.restartDaemon(other.executable)

        for one in looking {
          let ended = await one.finish()
          #expect(ended.status == 9, "\(ended.errors)")
          #expect(ended.output == (0..<500).map { "line \($0)\n" }.joined())
        }
        #expect(try await roost.info("upgraded").summary.pid == before.0)
        #expect(try await roost.roost("env", "exec", "e2e-old", "--", "cat", "/app/pid").output == before.1)
        #expect(try await roost.get("upgraded").body == "ok")
        logs.signal(SIGINT)
        let ticks = await logs.finish().output.split(separator: "\n").filter { $0.hasPrefix("tick ") }
        #expect(ticks == (0..<ticks.count).map { "tick \($0)" } && ticks.count > 100)

        // Old environments keep the agent they have; new ones have the new one.
        #expect(try await agents(of: "e2e-old", roost) == ["old"])
        #expect(try await agents(of: "e2e-plain", roost) == ["old"])
        #expect(try await roost.roost("env", "create", "e2e-new", "--network", "none").status == 0)
        #expect(try await agents(of: "e2e-new", roost) == ["new"])
        #expect(try await roost.roost("env", "exec", "e2e-new", "--", "echo", "here").output == "here\n")
        #expect(try await roost.roost("env", "exec", "e2e-old", "--", "echo", "here").output == "here\n")
        #expect(try await roost.roost("app", "restart", "upgraded").status == 0)
        #expect(try await roost.get("upgraded").body == "ok")
      }
    }
  }
}

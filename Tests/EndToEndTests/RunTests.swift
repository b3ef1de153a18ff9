import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// `roost run` over the real base: streams, status, files, signals.
  @Suite struct RunTests {
    private func owned(_ roost: RoostFixture, by user: Int) throws -> String {
      let project = try roost.project("work-\(user)", ["data.txt": "one\ntwo\n"])
      for path in [project, project + "/data.txt"] {
        try FileManager.default.setAttributes([.ownerAccountID: user, .groupOwnerAccountID: user], ofItemAtPath: path)
      }
      return project
    }

    private func shell(_ line: String, in directory: String, _ roost: RoostFixture) async throws -> CommandOutput {
      let variables = ["ROOST_HOME": roost.home, "PATH": "\(RoostFixture.products.path):/usr/sbin:/usr/bin:/sbin:/bin"]
      return try await TestProcess("/bin/sh", ["-c", line], variables: variables, directory: directory).finish()
    }

    @Test func streamsStatusAndFilesAreTheProgramsOwn() async throws {
      try await RoostFixture.with { roost in
        let work = try owned(roost, by: 4711)
        let first = try await shell(
          "roost run debian -- sh -c 'cat data.txt; echo oops >&2; id -u > made; exit 7'", in: work, roost)
        #expect(first.status == 7, "\(first.errors)")
        #expect(first.output == "one\ntwo\n")
        #expect(first.errors.hasSuffix("oops\n"))
        #expect(try String(contentsOfFile: work + "/made", encoding: .utf8) == "4711\n")
        #expect(try FileManager.default.attributesOfItem(atPath: work + "/made")[.ownerAccountID] as? Int == 4711)
        let filtered = try await shell("seq 100000 | roost run debian -- tac | tail -n 1", in: work, roost)
        #expect(filtered.output == "1\n")
        #expect(try await shell("roost run debian -- nosuch", in: work, roost).status == 127)
        #expect(try await shell("roost run debian -- sh -c 'kill -9 $$'", in: work, roost).status == 137)
        #expect(try FileManager.default.contentsOfDirectory(atPath: roost.home + "/run") == [])
      }
    }

    @Test func inADirectoryOfRootTheFilesAreRoots() async throws {
      try await RoostFixture.with { roost in
        let work = try owned(roost, by: 0)
        let line = "roost run debian -- sh -c 'id -u; cat data.txt; mkdir made; echo x > made/file; chmod 4755 made/file'"
        let done = try await shell(line, in: work, roost)
        #expect(done.output == "1999998\none\ntwo\n", "\(done.errors)")
        #expect(done.errors.contains("made/file") && !done.errors.contains("belongs to root"))
        for path in [work + "/made", work + "/made/file"] {
          let attributes = try FileManager.default.attributesOfItem(atPath: path)
          #expect(attributes[.ownerAccountID] as? Int == 0 && attributes[.groupOwnerAccountID] as? Int == 0)
          #expect((attributes[.posixPermissions] as? Int ?? -1) & 0o6000 == 0)
        }
      }
    }

    /// What the hint says is done as it is said.
    @Test func aPlainProcessOverADirectoryOfRootIsRefusedWithAHintThatHelps() async throws {
      try await RoostFixture.with { roost in
        let work = try owned(roost, by: 0)
        let line = "roost run --on process debian -- sh -c 'id -u; cat data.txt; touch made'"
        let refused = try await shell(line, in: work, roost)
        #expect(refused.status == 13 && refused.output.isEmpty, "\(refused.errors)")
        let hint = try #require(
          refused.errors.firstMatch(of: /give it to a user: (chown -R 1000 [^;]+); or isolate: --on sandbox/))
        #expect(try await shell(String(hint.1), in: work, roost).status == 0)
        let done = try await shell(line, in: work, roost)
        #expect(done.output == "1000\none\ntwo\n", "\(done.errors)")
      }
    }

    @Test func nothingIsLostOnASlowPipe() async throws {
      try await RoostFixture.with { roost in
        let work = try owned(roost, by: 4712)
        let line = "roost run debian -- head -c 64000000 /dev/zero | (sleep 1; wc -c)"
        #expect(try await shell(line, in: work, roost).output == "64000000\n")
        let ended = try await shell("roost run debian -- yes | head -n 1; roost run debian -- echo still", in: work, roost)
        #expect(ended.output == "y\nstill\n")
      }
    }

    @Test func signalsReachTheProgram() async throws {
      try await RoostFixture.with { roost in
        try await endByASignal(roost, in: try owned(roost, by: 4713))
      }
    }

    private func endByASignal(_ roost: RoostFixture, in work: String) async throws {
      let script = "trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done"
      let program = try TestProcess(
        RoostFixture.executable, ["run", "debian", "--", "sh", "-c", script], variables: ["ROOST_HOME": roost.home],
        directory: work)
      try await eventually("the program is ready") { program.outputSoFar.contains("ready") }
      program.signal(SIGTERM)
      let output = await program.finish()
      #expect(output.status == 3)
      #expect(output.output == "ready\nbye\n")
    }

    @Test func withoutADaemonItWorksTheSame() async throws {
      try await RoostFixture.with { roost in
        let work = try owned(roost, by: 4714)
        try await roost.killDaemon()
        #expect(try await shell("roost run debian -- cat data.txt", in: work, roost).output == "one\ntwo\n")
        // Signals were watched for the installation before, in the same process.
        try await endByASignal(roost, in: work)
        let list = try await roost.roost("runtime", "list", "--installed", "--json")
        #expect(try list.decoded([RuntimeSummary].self).contains { $0.runtime.text == "debian" })
        try await roost.restartDaemon()
      }
    }
  }
}

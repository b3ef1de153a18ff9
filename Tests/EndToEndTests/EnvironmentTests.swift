import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// `roost env` and `roost run` with ports and limits, over the real base, in the real sandbox.
  @Suite struct EnvironmentTests {
    private func with(_ names: String..., body: (RoostFixture) async throws -> Void) async throws {
      try await RoostFixture.with { roost in
        for name in names { _ = try await roost.roost("env", "destroy", name) }
        do {
          try await body(roost)
        } catch {
          for name in names { _ = try await roost.roost("env", "destroy", name) }
          throw error
        }
        for name in names { _ = try await roost.roost("env", "destroy", name) }
        #expect(try await roost.roost("env", "list", "--json").decoded([EnvironmentSummary].self).isEmpty)
      }
    }

    private func detail(_ name: String, _ roost: RoostFixture) async throws -> EnvironmentDetail {
      try await roost.roost("env", "info", name, "--json").decoded(EnvironmentDetail.self)
    }

    @Test func aProgramHasItsStreamsAndItsStatus() async throws {
      try await with("e2e-one") { roost in
        let made = try await roost.roost("env", "create", "e2e-one", "--network", "none")
        #expect(made.status == 0, "\(made.errors)")
        let ran = try await roost.roost("env", "exec", "e2e-one", "--", "sh", "-c", "echo out; echo err >&2; exit 7")
        #expect(ran.status == 7)
        #expect(ran.output == "out\n")
        #expect(ran.errors == "err\n")
        #expect(try await roost.roost("env", "exec", "e2e-one", "--", "nosuch").status == 127)
        #expect(try await roost.roost("env", "exec", "e2e-one", "--", "sh", "-c", "kill -9 $$").status == 137)
        #expect(try await roost.roost("env", "exec", "nobody", "--", "true").status == 21)
        #expect(try await roost.roost("env", "create", "e2e-one").status == 22)
        #expect(try await detail("e2e-one", roost).timings.spawn.count >= 2)
      }
    }

    @Test func aKilledDaemonFindsItAgainAndNoByteIsLost() async throws {
      try await with("e2e-long") { roost in
        try await roost.roost("env", "create", "e2e-long", "--network", "none")
        let script = "i=0; while [ $i -lt 300 ]; do echo $i; i=$((i+1)); sleep 0.01; done"
        #expect(try await roost.roost("env", "exec", "-d", "e2e-long", "--", "sh", "-c", script).status == 0)
        let before = try await detail("e2e-long", roost)
        try await roost.killDaemon()
        try await roost.restartDaemon()
        let after = try await detail("e2e-long", roost)
        #expect(after.summary.id == before.summary.id)
        #expect(after.summary.state == .ready)
        #expect(after.processes.map(\.number) == before.processes.map(\.number))
        let log = try await roost.roost("env", "logs", "e2e-long", "1", "-f")
        #expect(log.output == (0..<300).map { "\($0)\n" }.joined())
      }
    }

    @Test func aVirtualMachineIsAPlaceLikeAnyOther() async throws {
      try await with("e2e-machine") { roost in
        let made = try await roost.roost("env", "create", "e2e-machine", "--on", "vm", "--network", "none", "--memory", "256M")
        #expect(made.status == 0, "\(made.errors)")
        let ran = try await roost.roost("env", "exec", "e2e-machine", "--", "sh", "-c", "echo out > f; uname -r; exit 7")
        #expect(ran.status == 7)
        #expect(ran.output != (try String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)))
        try await roost.killDaemon()
        try await roost.restartDaemon()
        let read = try await roost.roost("env", "exec", "e2e-machine", "--", "cat", "/app/f")
        #expect(read.output == "out\n", "\(read.errors)")
      }
    }

    @Test func whatWasWrittenIsKeptForAnother() async throws {
      try await with("e2e-two", "e2e-three") { roost in
        _ = try await roost.roost("env", "snapshots", "--remove", "e2e-ready")
        try await roost.roost("env", "create", "e2e-two", "--network", "none")
        try await roost.roost("env", "exec", "e2e-two", "--", "sh", "-c", "echo kept > /app/note")
        #expect(try await roost.roost("env", "snapshot", "e2e-two", "e2e-ready").status == 0)
        try await roost.roost("env", "exec", "e2e-two", "--", "sh", "-c", "echo later > /app/note")
        let made = try await roost.roost("env", "create", "e2e-three", "--network", "none", "--from", "e2e-ready")
        #expect(made.status == 0, "\(made.errors)")
        #expect(try await roost.roost("env", "exec", "e2e-three", "--", "cat", "/app/note").output == "kept\n")
        // Somebody stands on it.
        #expect(try await roost.roost("env", "snapshots", "--remove", "e2e-ready").status == 22)
        try await roost.roost("env", "destroy", "e2e-three")
        #expect(try await roost.roost("env", "snapshots", "--remove", "e2e-ready").status == 0)
      }
    }

    @Test func itsLayersAreInUse() async throws {
      try await with("e2e-user") { roost in
        try await roost.roost("env", "create", "e2e-user", "--network", "none")
        let check = try await roost.roost("runtime", "remove", "debian", "--dry-run", "--json")
        #expect(check.output.contains("environment e2e-user"), "\(check.output) \(check.errors)")
        try await roost.killDaemon()
        let alone = try await roost.roost("runtime", "remove", "debian", "--dry-run", "--json")
        #expect(alone.output.contains("environment e2e-user"), "\(alone.output) \(alone.errors)")
        try await roost.restartDaemon()
      }
    }

    @Test func aPausedOneStandsStill() async throws {
      try await with("e2e-still") { roost in
        try await roost.roost("env", "create", "e2e-still", "--network", "none")
        #expect(try await roost.roost("env", "pause", "e2e-still").status == 0)
        let refused = try await roost.roost("env", "exec", "e2e-still", "--", "true")
        #expect(refused.status == 22 && refused.errors.contains("roost env resume e2e-still"))
        #expect(try await roost.roost("env", "resume", "e2e-still").status == 0)
        #expect(try await roost.roost("env", "exec", "e2e-still", "--", "true").status == 0)
      }
    }

    @Test func onesKeptWarmAreTakenAndGoWithTheDaemon() async throws {
      try await with("e2e-cold", "e2e-warm") { roost in
        try await roost.roost("env", "create", "e2e-cold", "--network", "none", "--warm", "1")
        try await eventually("one is warm") {
          try await roost.roost("strategy", "list", "--verbose").output.contains("1 warm")
        }
        let made = try await roost.roost("env", "create", "e2e-warm", "--network", "none")
        #expect(made.errors.contains("kept warm"), "\(made.errors)")
        #expect(try await roost.roost("env", "exec", "e2e-warm", "--", "true").status == 0)
        try await roost.killDaemon()
        try await roost.restartDaemon()
        // Those nobody has a name for are gone.
        let places = try FileManager.default.contentsOfDirectory(atPath: roost.home + "/env/environments/")
        #expect(places.filter { $0.count == 16 }.count == 2, "\(places)")
      }
    }

    /// As long as it is there, over daemons; and what listens is told where it is reached.
    @Test func aNamedOneHasPortsOfThisMachine() async throws {
      try await with("e2e-port") { roost in
        let port = try FreePort.find()
        let made = try await roost.roost("env", "create", "e2e-port", "--network", "none", "--port", "3000:\(port)")
        #expect(made.status == 0, "\(made.errors)")
        let taken = try await roost.roost("env", "create", "e2e-other", "--network", "none", "--port", "\(port)")
        #expect(taken.status != 0 && taken.errors.contains("port \(port) of this machine is taken"))
        let server =
          "use IO::Socket::INET; my $s = IO::Socket::INET->new(LocalPort => 3000, Listen => 5); while (my $c = $s->accept) { <$c>; print $c qq(HTTP/1.0 200 OK\\r\\n\\r\\nfrom inside); close $c }"
        try await roost.roost("env", "exec", "-d", "e2e-port", "--", "perl", "-e", server)
        try await eventually("it is told") {
          try await roost.roost("env", "events", "e2e-port").output.contains("server ready: http://127.0.0.1:\(port), perl (pid ")
        }
        #expect(try await roost.curl(["http://127.0.0.1:\(port)/"]).body == "from inside")
        try await roost.killDaemon()
        try await roost.restartDaemon()
        #expect(try await roost.curl(["http://127.0.0.1:\(port)/"]).body == "from inside")
        #expect(try await detail("e2e-port", roost).forwards?.first?.outside == UInt16(port))
        try await roost.roost("env", "destroy", "e2e-port")
        #expect(try await roost.curl(["http://127.0.0.1:\(port)/"]).status == 0)
      }
    }

    /// From the listen, by the program's clock, to the notice, by the daemon's: the same machine's. The median of nine.
    @Test func aServerIsToldWithinFiftyMilliseconds() async throws {
      try await with("e2e-soon") { roost in
        try await roost.roost("env", "create", "e2e-soon", "--network", "none")
        let program = """
          use IO::Socket::INET; use Time::HiRes qw(time sleep); $| = 1; my @all;
          for my $port (5001..5009) {
            my $s = IO::Socket::INET->new(LocalPort => $port, Listen => 5); print "$port ", time, "\\n"; push @all, $s; sleep 0.05
          }
          sleep 300;
          """
        let server = try roost.start(["env", "exec", "e2e-soon", "--", "perl", "-e", program])
        // It is left alone until it has done: whoever asks meanwhile takes time from both.
        try await eventually("it listens on all of them") { server.outputSoFar.split(separator: "\n").count == 9 }
        var notices: [EnvironmentNotice] = []
        try await eventually("all are told") {
          notices = try await roost.roost("env", "events", "e2e-soon", "--json").output.split(separator: "\n").map {
            try JSONDecoder().decode(EnvironmentNotice.self, from: Data($0.utf8))
          }
          return Set(notices.filter { $0.kind == .serverReady }.compactMap { $0.port?.port }).count == 9
        }
        server.signal(SIGINT)
        let said = await server.finish().output
        let delays = said.split(separator: "\n").compactMap { line -> Double? in
          let words = line.split(separator: " ")
          let told = notices.first { $0.kind == .serverReady && $0.port.map { "\($0.port)" } == words.first.map(String.init) }
          guard let told, let listened = Double(words[1]) else { return nil }
          #expect(told.port?.process?.name == "perl" && told.text.contains("perl (pid "))
          return told.at - listened
        }
        #expect(delays.count == 9, "\(said)")
        #expect(delays.sorted()[delays.count / 2] < 0.05, "\(delays)")
      }
    }

    @Test func filesAreWatchedAndLongOnesAreCopiedBothWays() async throws {
      try await with("e2e-files") { roost in
        try await roost.roost("env", "create", "e2e-files", "--network", "none")
        let watching = try roost.start(["env", "watch", "e2e-files", "/app"])
        try await eventually("it begins") { watching.errorsSoFar == "watching  /app\n" }
        try await roost.roost("env", "exec", "e2e-files", "--", "touch", "/app/here")
        try await eventually("it is told") { watching.outputSoFar.contains("created   /app/here\n") }
        watching.signal(SIGINT)
        _ = await watching.finish()
        let tree = try roost.project("tree", ["a/small": "one", "a/long": String(repeating: "0123456789abcdef", count: 1 << 20)])
        #expect(try await roost.roost("env", "cp", tree, "e2e-files:/app/tree").status == 0)
        #expect(try await roost.roost("env", "cp", "e2e-files:/app/tree", tree + "-back").status == 0)
        for name in ["a/small", "a/long"] {
          let (there, back) = (
            try Data(contentsOf: URL(fileURLWithPath: "\(tree)/\(name)")),
            try Data(contentsOf: URL(fileURLWithPath: "\(tree)-back/\(name)"))
          )
          #expect(there == back)
        }
        #expect(try await roost.roost("env", "cp", tree + "/a/long", "e2e-files:/app/made/here").status == 0)
        #expect(
          try await roost.roost("env", "exec", "e2e-files", "--", "stat", "-c", "%s", "/app/made/here").output == "16777216\n")
        #expect(try await roost.roost("env", "watch", "e2e-files", "/nowhere").status != 0)
      }
    }

    @Test func aCopyEndsWithItsCommand() async throws {
      try await with("e2e-copy") { roost in
        try await roost.roost("env", "create", "e2e-copy", "--network", "none")
        try await roost.roost("env", "exec", "e2e-copy", "--", "truncate", "-s", "50G", "/app/endless")
        let target = try roost.project("copies", ["here": ""]) + "/endless"
        let out = try roost.start(["env", "cp", "e2e-copy:/app/endless", target])
        try await eventually("it copies") { FileManager.default.fileExists(atPath: target) }
        out.signal(SIGINT)
        #expect(await out.finish().status == 130)
        try await eventually("nothing of it is left") { !FileManager.default.fileExists(atPath: target) }
        let endless = try roost.project("endless", ["file": ""]) + "/file"
        #expect(truncate(endless, 50 << 30) == 0)
        let into = try roost.start(["env", "cp", endless, "e2e-copy:/app/in"])
        func size() async throws -> String {
          try await roost.roost("env", "exec", "e2e-copy", "--", "stat", "-c", "%s", "/app/in").output
        }
        try await eventually("it copies") { (Int(try await size().trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) > 0 }
        into.signal(SIGINT)
        _ = await into.finish()
        try await eventually("nothing of it is left") { try await size().isEmpty }
        #expect(try await roost.roost("env", "cp", target, "e2e-copy:/app/none").errors.contains("there is no"))
      }
    }

    @Test func aPortOfThisMachineLeadsInside() async throws {
      try await RoostFixture.with { roost in
        let server = """
          use IO::Socket::INET; my $s = IO::Socket::INET->new(LocalPort => 3000, Listen => 5) or die;
          while (my $c = $s->accept) { <$c>; print $c "HTTP/1.0 200 OK\\r\\n\\r\\nfrom inside"; close $c }
          """
        let work = try roost.project("served", ["server.pl": server])
        let port = try FreePort.find()
        let program = try TestProcess(
          RoostFixture.executable,
          [
            "run", "--port", "3000:\(port)", "--network", "none", "debian", "--", "sh", "-c",
            "perl server.pl || perl /app/server.pl",
          ],
          variables: ["ROOST_HOME": roost.home, "NO_COLOR": "1"], directory: work)
        try await eventually("it is ready") { program.errorsSoFar.contains("server ready: http://127.0.0.1:\(port)") }
        #expect(try await roost.curl(["http://127.0.0.1:\(port)/"]).body == "from inside")
        program.signal(SIGTERM)
        #expect(await program.finish().status == 143)
      }
    }
  }
}

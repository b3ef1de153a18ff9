import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// What can go wrong with a named environment, as whoever types the commands sees it.
  @Suite struct EnvironmentFaultTests {
    private func with(_ name: String, _ options: [String] = [], body: (RoostFixture) async throws -> Void) async throws {
      try await RoostFixture.with { roost in
        try await roost.roost("env", "destroy", name)
        let made = try await roost.start(["env", "create", name, "--network", "none"] + options).finish()
        #expect(made.status == 0, "\(made.errors)")
        do {
          try await body(roost)
        } catch {
          try await roost.roost("env", "destroy", name)
          throw error
        }
        try await roost.roost("env", "destroy", name)
        #expect(try await roost.roost("env", "list", "--json").decoded([EnvironmentSummary].self).isEmpty)
      }
    }

    private func detail(_ name: String, _ roost: RoostFixture) async throws -> EnvironmentDetail {
      try await roost.roost("env", "info", name, "--json").decoded(EnvironmentDetail.self)
    }

    /// The command that shows the program goes on with the next daemon, byte for byte.
    @Test func whoLooksOnMissesNothingOfADaemonThatIsKilledOrReplaced() async throws {
      try await with("e2e-on") { roost in
        let script = "echo $$ > /app/pid; i=0; while [ $i -lt 400 ]; do echo line $i; i=$((i+1)); sleep 0.02; done; exit 9"
        let looking = try roost.start(["env", "exec", "e2e-on", "--", "sh", "-c", script])
        try await eventually("it writes") { looking.outputSoFar.contains("line 20\n") }
        let first = try await roost.roost("env", "exec", "e2e-on", "--", "cat", "/app/pid").output
        let before = try await detail("e2e-on", roost)
        try await roost.killDaemon()
        try await roost.restartDaemon()
        try await eventually("it goes on") { looking.outputSoFar.contains("line 150\n") }
        try await roost.stopDaemon()
        try await roost.restartDaemon()
        let ended = await looking.finish()
        #expect(ended.status == 9, "\(ended.errors)")
        #expect(ended.output == (0..<400).map { "line \($0)\n" }.joined())
        #expect(try await roost.roost("env", "exec", "e2e-on", "--", "cat", "/app/pid").output == first)
        let after = try await detail("e2e-on", roost)
        #expect(after.summary.id == before.summary.id && after.summary.state == .ready)
        #expect(after.processes.prefix(2).map(\.number) == before.processes.map(\.number))
      }
    }

    @Test func anAgentThatIsKilledIsLostAndSaysWhatToDo() async throws {
      try await with("e2e-lost") { roost in
        #expect(
          try await roost.roost("env", "exec", "-d", "e2e-lost", "--", "sh", "-c", "echo written; exec sleep 300").status == 0)
        try await eventually("it has written") { try await roost.roost("env", "logs", "e2e-lost").output == "written\n" }
        let agent = try Self.agent(of: try await detail("e2e-lost", roost).summary.id.text, home: roost.home)
        kill(agent, SIGKILL)
        try await eventually("it is lost") { try await self.detail("e2e-lost", roost).summary.state == .lost }
        let refused = try await roost.roost("env", "exec", "e2e-lost", "--", "true")
        #expect(refused.status == 22)
        #expect(refused.errors.contains("roost env destroy e2e-lost, roost env create e2e-lost"), "\(refused.errors)")
        #expect(!refused.errors.contains("roost app"))
        let events = try await roost.roost("env", "events", "e2e-lost", "--json").output
        #expect(events.contains("\"lost\""))
        #expect(try await detail("e2e-lost", roost).processes.first?.exit?.reason == .lost)
        // What was written before is there, with this daemon and with the next.
        for _ in 0..<2 {
          let log = try await roost.roost("env", "logs", "e2e-lost", "1", "-f")
          #expect(log.status == 0 && log.output == "written\n", "\(log.errors)")
          #expect(log.errors == "e2e-lost is lost: this is what is left of its output\n")
          #expect(try await roost.roost("env", "logs", "e2e-lost", "9").status == 21)
          try await roost.killDaemon()
          try await roost.restartDaemon()
        }
      }
    }

    @Test func whatAPausedOrEndedOneWroteIsShown() async throws {
      try await with("e2e-still") { roost in
        #expect(try await roost.roost("env", "exec", "-d", "e2e-still", "--", "sleep", "300").status == 0)
        let script = "echo before; exec sleep 300"
        #expect(try await roost.roost("env", "exec", "-d", "e2e-still", "--", "sh", "-c", script).status == 0)
        try await eventually("it has written") { try await roost.roost("env", "logs", "e2e-still").output == "before\n" }
        #expect(try await roost.roost("env", "pause", "e2e-still").status == 0)
        let paused = try await roost.roost("env", "logs", "e2e-still")
        #expect(paused.status == 0 && paused.output == "before\n", "\(paused.errors)")
        #expect(paused.errors.hasPrefix("e2e-still is paused:"), "\(paused.errors)")
        let silent = try await roost.roost("env", "logs", "e2e-still", "1")
        #expect(silent.status == 0 && silent.output.isEmpty, "\(silent.errors)")
        #expect(try await roost.roost("env", "logs", "e2e-still", "9").status == 21)
        #expect(try await roost.roost("env", "logs", "e2e-still", "-f").status == 22)
        #expect(try await roost.roost("env", "resume", "e2e-still").status == 0)
      }
      // Time enough for one command.
      try await with("e2e-brief", ["--timeout", "10"]) { roost in
        let script = "echo before; exec sleep 300"
        #expect(try await roost.roost("env", "exec", "-d", "e2e-brief", "--", "sh", "-c", script).status == 0)
        try await eventually(within: .seconds(60), "its time is over") {
          try await self.detail("e2e-brief", roost).summary.state == .ended
        }
        let ended = try await roost.roost("env", "logs", "e2e-brief")
        #expect(ended.status == 0 && ended.output == "before\n", "\(ended.errors)")
        #expect(ended.errors == "e2e-brief is ended: this is what is left of its output\n")
      }
    }

    @Test func aFullDiskIsToldInsideAndTheRestGoesOn() async throws {
      try await with("e2e-full", ["--disk", "64M"]) { roost in
        let full = try await roost.roost("env", "exec", "e2e-full", "--", "sh", "-c", "head -c 128M /dev/zero > /app/all")
        #expect(full.status != 0 && full.errors.contains("No space left on device"))
        let file = try roost.project("large", ["file": String(repeating: "x", count: 80 << 20)]) + "/file"
        _ = try await roost.roost("env", "exec", "e2e-full", "--", "rm", "/app/all")
        let copied = try await roost.roost("env", "cp", file, "e2e-full:/app/file")
        #expect(copied.status != 0 && copied.errors.contains("No space left"), "\(copied.errors)")
        // What was begun is gone, and with it what filled the disk.
        #expect(try await roost.roost("env", "exec", "e2e-full", "--", "test", "-e", "/app/file").status == 1)
        #expect(
          try await roost.roost("env", "exec", "e2e-full", "--", "sh", "-c", "echo ok > /app/f; cat /app/f").output == "ok\n")
      }
    }

    @Test func memoryThatIsOverIsNamed() async throws {
      try await with("e2e-memory", ["--memory", "64M"]) { roost in
        let hungry = "my $x = 'x' x (1 << 20); my @all; push @all, $x . $_ for 1..500; print 'held'"
        let ended = try await roost.roost("env", "exec", "e2e-memory", "--", "perl", "-e", hungry)
        #expect(ended.status == 137 && ended.errors.contains("reached its memory limit"), "\(ended.errors)")
        let info = try await detail("e2e-memory", roost)
        #expect(info.processes.first?.exit?.reason == .outOfMemory && info.summary.state == .ready)
        #expect(try await roost.roost("env", "info", "e2e-memory").output.contains("reached its memory limit"))
        #expect(try await roost.roost("env", "events", "e2e-memory").output.contains("reached its memory limit"))
      }
    }

    @Test func whatTakesNoNoticeOfItsEndIsEndedAnyway() async throws {
      try await with("e2e-stubborn", ["--processes", "60"]) { roost in
        let script = "trap '' TERM INT HUP; echo up; while :; do sleep 1; done"
        let stubborn = try roost.start(["env", "exec", "--timeout", "1", "e2e-stubborn", "--", "sh", "-c", script])
        #expect(await stubborn.finish().status == 124)
        let bomb = "for i in 1 2 3 4 5 6; do (trap '' TERM; sleep 300) & done; f() { sleep 300 & f 2>/dev/null; }; f; wait"
        #expect(try await roost.roost("env", "exec", "-d", "e2e-stubborn", "--", "sh", "-c", bomb).status == 0)
        #expect(try await roost.roost("env", "destroy", "e2e-stubborn").status == 0)
        #expect(try await roost.roost("env", "create", "e2e-stubborn", "--network", "none").status == 0)
      }
    }

    /// The agent is the sandbox's first process: whoever has its environment's directory in the command line or the environment.
    private static func agent(of id: String, home: String) throws -> Int32 {
      let socket = "\(home)/env/environments/\(id)/"
      let names = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(Int32.init)
      for pid in names where (try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)) == "roost-agent\n" {
        let links = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd")) ?? []
        let open = links.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/fd/\($0)") }
        if open.contains(where: { $0.hasPrefix(socket) || $0.contains("/\(id)/") }) { return pid }
      }
      throw CocoaError(.fileNoSuchFile)
    }
  }
}

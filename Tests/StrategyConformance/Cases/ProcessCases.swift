import Glibc
import RoostEnvironments
import RoostModel
import RoostTestSupport

/// How processes end.
enum ProcessCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("process.exit-codes", exitCodes),
    ConformanceCase("process.ended-by-term", needs: [.signals], endedByTerm),
    ConformanceCase("process.ended-by-kill", needs: [.signals], endedByKill),
    ConformanceCase("process.ends-itself-by-signal", endsItself),
    ConformanceCase("process.term-ignored-then-killed", needs: [.signals], termIgnored),
    ConformanceCase("process.signal-reaches-session", needs: [.signals], signalReachesSession),
    ConformanceCase("process.signal-after-end", needs: [.signals], signalAfterEnd),
    ConformanceCase("process.orphans-die-with-environment", orphans),
    ConformanceCase("process.time-limit", within: .seconds(15), timeLimit),
    ConformanceCase("process.numbers", numbers),
    ConformanceCase("process.hundred-at-once", hundred),
  ]

  private static func exitCodes(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    for code in [0, 1, 2, 126, 127, 137, 255] as [Int32] {
      let exit = try await environment.run("exit \(code)").exit
      try expect(exit.reason, is: .exited(code))
      try expect(exit.code, is: code)
    }
  }

  private static func end(_ scene: ConformanceScene, by signal: Int32) async throws {
    let environment = try await scene.plain()
    let process = try await environment.spawn(ProcessSpec("sleep", ["300"]))
    try expect(await process.exit, is: nil)
    try await process.signal(signal)
    let exit = try await process.exitStatus()
    try expect(exit.reason, is: .signaled(signal))
    try expect(exit.code, is: 128 + signal)
    try expect(await process.exit?.reason, is: exit.reason)
  }

  private static func endedByTerm(_ scene: ConformanceScene) async throws { try await end(scene, by: SIGTERM) }
  private static func endedByKill(_ scene: ConformanceScene) async throws { try await end(scene, by: SIGKILL) }

  private static func endsItself(_ scene: ConformanceScene) async throws {
    let exit = try await scene.plain().run("kill -SEGV $$").exit
    try expect(exit.reason, is: .signaled(SIGSEGV))
  }

  private static func termIgnored(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let process = try await environment.spawn(
      InsideServer.perl("$| = 1; $SIG{TERM} = sub { print 'no' }; print 'ready'; sleep 1 for 1..300"))
    try await process.says("ready", within: scene.patience(.seconds(10)))
    try await process.signal(SIGTERM)
    try await process.says("no", within: scene.patience(.seconds(10)))
    try expect(await process.exit, is: nil, "a SIGTERM that was caught:")
    try await process.signal(SIGKILL)
    try expect(try await process.exitStatus().reason, is: .signaled(SIGKILL))
  }

  private static func signalReachesSession(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let mark = "7\(UInt32.random(in: 100_000...999_999))"
    let process = try await environment.spawn(.shell("sleep \(mark) & (sleep \(mark) & sleep \(mark)) & echo ready; wait"))
    try await process.says("ready", within: scene.patience(.seconds(10)))
    try await process.signal(SIGKILL)
    _ = try await process.exitStatus()
    try await eventually(within: scene.patience(.seconds(5)), "its children are gone") {
      try await environment.run(Looking.forSleep(mark)).output == "0\n"
    }
  }

  private static func signalAfterEnd(_ scene: ConformanceScene) async throws {
    let process = try await scene.plain().spawn(ProcessSpec("true"))
    _ = try await process.exitStatus()
    try await process.signal(SIGTERM)
    try expect(try await process.exitStatus().reason, is: .exited(0))
  }

  /// Looked for on this host: what runs in a machine of its own is not seen, and ends with it.
  private static func orphans(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let mark = "orphan-\(UInt64.random(in: .min ... .max))"
    // Daemons as they all are made: children of children, in sessions of their own, that hold nothing of their parents.
    let program = """
      use POSIX 'setsid';
      for (1..3) { next if fork; setsid; exit if fork; $SIG{HUP} = $SIG{TERM} = 'IGNORE';
        open STDIN, '</dev/null'; open STDOUT, '>/dev/null'; open STDERR, '>/dev/null'; sleep 1 for 1..300; exit }
      """
    let starter = try await environment.spawn(InsideServer.perl(program, [mark])).finished()
    try expect(starter.exit.succeeded, "\(starter.exit): \(starter.output)")
    if scene.report.isolation < .virtualMachine {
      try await eventually(within: .seconds(5), "the orphans live") { HostProcesses.holding(mark).count == 3 }
    }
    try await environment.destroy(grace: .zero)
    try expect(HostProcesses.holding(mark), is: [], "orphans survive their environment:")
  }

  private static func timeLimit(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let began = ContinuousClock.now
    let done = try await environment.run("echo began; exec sleep 300") { $0.timeLimit = 1 }
    let took = began.duration(to: .now)
    try expect(done.exit.reason, is: .timedOut)
    try expect(done.exit.code, is: 124)
    try expect(done.output, is: "began\n")
    try expect(took >= .milliseconds(950) && took < scene.patience(.seconds(5)), "it took \(took)")
    try expect(try await environment.run("exit 4") { $0.timeLimit = 60 }.exit.reason, is: .exited(4))
  }

  private static func numbers(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let first = try await environment.spawn(ProcessSpec("true"))
    let second = try await environment.spawn(ProcessSpec("sleep", ["300"]))
    _ = try await first.exitStatus()
    try expect(second.number.rawValue > first.number.rawValue, "\(first.number) then \(second.number)")
    let listed = try await environment.processes()
    try expect(listed.contains { $0.number == first.number }, "one that ended is forgotten")
    let running = listed.first { $0.number == second.number }
    try expect(running != nil, "one that runs is not listed")
    try expect(await running?.exit, is: nil)
    try await second.signal(SIGKILL)
  }

  private static func hundred(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let texts = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<100 { group.addTask { try await environment.text("echo number \(number)") } }
      var texts: Set<String> = []
      for try await text in group { texts.insert(text) }
      return texts
    }
    try expect(texts, is: Set((0..<100).map { "number \($0)\n" }))
  }
}

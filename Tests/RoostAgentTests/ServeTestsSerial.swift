import Foundation
import RoostAgentProtocol
import Testing

/// An agent that takes the place it is started in.
@Suite("serve", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct ServeTestsSerial {
  @Test func runsAsTheUserInThePlaceAsItIs() throws {
    try Place.with { place in
      let ended = try place.run("id -u; id -G; pwd; cat /proc/self/status | grep -E 'NoNewPrivs|CapEff'; exit 7")
      #expect(ended.reason == .exited(7))
      let lines = ended.output.split(separator: "\n").map(String.init)
      #expect(lines == ["\(Sandbox.user)", "\(Sandbox.user)", "/tmp", "CapEff:\t0000000000000000", "NoNewPrivs:\t1"])
      let exits = ExitRecord.all(in: Array(try Data(contentsOf: URL(fileURLWithPath: place.directory + "/journal/exits"))))
      #expect(exits.map(\.reason) == [.exited(7)])
    }
  }

  @Test func rootStaysRootWhenTold() throws {
    try Place.scratch { place in
      (place.spec.user, place.spec.group) = (0, 0)
      try place.boot()
      #expect(try place.run("id -u").output == "0\n")
    }
  }

  @Test func terminalsWork() throws {
    try Place.with { place in
      let client = try place.connect()
      let shape = TerminalShape(columns: 91, rows: 17)
      let process = try client.start(SpawnRequest(arguments: ["stty", "size"], terminal: shape))
      #expect(try client.finish(process).text(.terminal) == "17 91\r\n")
    }
  }

  /// Whatever they did to get away from their parent.
  @Test func nobodySurvivesTheEnd() throws {
    try Place.with { place in
      let word = "123.\(UInt32.random(in: 100_000...999_999))"
      let client = try place.connect()
      let stubborn = "trap '' TERM HUP; setsid sh -c 'trap \"\" TERM HUP; sleep \(word) & sleep \(word)' & sleep \(word)"
      _ = try client.start(stubborn)
      _ = try client.start("(setsid setsid sh -c 'setsid sleep \(word) & exit' & )")
      try eventually("all of them run") { Place.processes(with: word).count >= 5 }
      #expect(try client.call(.shutdown(graceMilliseconds: 100)) == .done)
      try place.waitUntilGone()
      #expect(Place.processes(with: word).isEmpty)
    }
  }

  /// A fixed number of orphans, each in a session of its own, and each with an end of its own.
  @Test func aStormOfOrphansEndsToo() throws {
    try Place.with { place in
      let word = "12\(UInt32.random(in: 0...9)).\(UInt32.random(in: 100_000...999_999))"
      let client = try place.connect()
      _ = try client.start("i=0; while [ $i -lt 200 ]; do (setsid sleep \(word) &); i=$((i + 1)); done; sleep \(word)")
      try eventually("all of them run", seconds: 20) { Place.processes(with: word).count > 200 }
      #expect(try client.call(.shutdown(graceMilliseconds: 0)) == .done)
      try place.waitUntilGone(seconds: 10)
      #expect(Place.processes(with: word).isEmpty)
    }
  }

  @Test func childrenDieWithAKilledAgent() throws {
    try Place.with { place in
      let word = "124.\(UInt32.random(in: 100_000...999_999))"
      _ = try place.connect().start(SpawnRequest(arguments: ["sleep", word]))
      try eventually("it runs") { Place.processes(with: word).count == 1 }
      kill(place.pid, SIGKILL)
      try eventually("it is gone") { Place.processes(with: word).isEmpty }
    }
  }

  @Test func aSignalEndsItInOrder() throws {
    try Place.with { place in
      let client = try place.connect()
      let process = try client.start("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.01; done")
      _ = try client.await("ready", from: process)
      kill(place.pid, SIGTERM)
      try place.waitUntilGone()
      let exits = ExitRecord.all(in: Array(try Data(contentsOf: URL(fileURLWithPath: place.directory + "/journal/exits"))))
      #expect(exits.map(\.reason) == [.exited(3)])
    }
  }

  /// One that left its session is not meant, and neither is anybody else's.
  @Test func signalsReachTheSessionOnly() throws {
    try Place.with { place in
      let client = try place.connect()
      let process = try client.start("setsid sh -c 'echo away; sleep 60' & sleep 60 & sleep 60")
      _ = try client.await("away", from: process)
      #expect(try client.call(.signal(process: process, signal: SIGKILL)) == .done)
      #expect(try client.exit(of: process) == .signaled(SIGKILL))
      // The rest of the session dies with the next moment.
      try eventually("nobody is left") {
        try client.call(.signal(process: process, signal: SIGKILL)) == .failed(errno: ESRCH)
      }
    }
  }

  @Test func firstProcessOfAContainer() throws {
    try Place.scratch(.ownNetwork) { place in
      let container = try place.serveInContainer()
      defer { container.terminate() }
      let client = try place.connect()
      let events = try client.subscribe()
      #expect(try place.run("(setsid sleep 0.01 &) ; echo $PPID").output == "1\n")
      _ = try client.call(.signal(process: 99, signal: 9))
      guard case .processes(let records) = try client.call(.list) else { throw TestFailure("no list") }
      #expect(records.count == 1)
      _ = try client.startListener(address: "0.0.0.0", port: 3000)
      let port = try client.next { _, message in if case .portOpened = message { true } else { false } }
      guard case .portOpened(let record) = port else { throw TestFailure("no port") }
      #expect(record.port == 3000 && record.process?.command == "perl" && events > 0)
      #expect(try client.call(.shutdown(graceMilliseconds: 50)) == .done)
      container.waitUntilExit()
      #expect(container.terminationStatus == 0)
    }
  }

  @Test func refusesWhatOnlyASandboxHas() throws {
    try Place.scratch { place in
      place.spec.layers = ["/usr"]
      #expect(throws: BootFailure.self) { try place.boot() }
      let file = place.directory + "/specification"
      for change in [{ $0.enclosure = .sandbox }, { $0.limits.taskLists = ["/x"] }] as [(inout BootSpec) -> Void] {
        place.spec.layers = []
        var spec = place.spec
        change(&spec)
        try Data(spec.encoded).write(to: URL(fileURLWithPath: file))
        #expect(
          try AgentExecutable.run(["sh", "-c", "\(AgentExecutable.path) serve \(file) 2>&1"]).starts(with: "roost-agent: ".utf8))
      }
    }
  }
}

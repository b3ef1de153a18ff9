import Foundation
import RoostAgentProtocol
import Testing

@Suite("survival", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct SurvivalTestsSerial {
  @Test func outlivesWhoStartedIt() throws {
    try Sandbox.scratch { sandbox in
      // The shell that launched it kills itself and its whole process group.
      try sandbox.boot(through: ["setsid", "sh", "-c", "\"$@\"; kill -9 0", "sh"])
      let client = try sandbox.connect()
      let process = try client.start("echo before; sleep 0.3; echo after; exit 5")
      client.disconnect()
      let later = try sandbox.connect()
      let ended = try later.finish(process)
      #expect(ended.output == "before\nafter\n" && ended.reason == .exited(5))
    }
  }

  @Test(
    arguments: [
      [0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0, 0], [1, 0, 0, 0, 7], [6, 0, 0, 0, 9, 1, 0, 0, 0, 0],
      [5, 0, 0, 0, 14, 1, 0, 0, 0], Array("GET / HTTP/1.1\r\n\r\n".utf8),
    ] as [[UInt8]])
  func hostileBytesEndOneConnection(bytes: [UInt8]) throws {
    try Sandbox.with { sandbox in
      let good = try sandbox.connect()
      let bad = try sandbox.connectWithoutGreeting()
      try bad.send(raw: bytes)
      #expect(try bad.isEnded(), "before the greeting")
      let worse = try sandbox.connect()
      try worse.send(raw: bytes)
      if bytes[4] != 14 { #expect(try worse.isEnded(), "after it") }
      #expect(try good.run(["echo", "alive"]).output == "alive\n")
    }
  }

  /// From a newer client, which is told, and can do without.
  @Test func answersWhatItDoesNotKnow() throws {
    try Sandbox.with { (sandbox) throws in
      let client = try sandbox.connect()
      try client.send(raw: Frame(type: 99, channel: 7, payload: [1, 2, 3]).encoded)
      #expect(try client.next(on: 7) == .failed(errno: ENOSYS))
      #expect(try client.run(["echo", "alive"]).output == "alive\n")
      let stranger = try sandbox.connectWithoutGreeting()
      try stranger.send(raw: Frame(type: 99, channel: 7, payload: []).encoded)
      #expect(try stranger.isEnded())
    }
  }

  @Test func randomFramesDoNoHarm() throws {
    try Sandbox.with { sandbox in
      var generator = SeededGenerator(state: 42)
      for _ in 1...300 {
        let client = try sandbox.connect()
        for _ in 1...10 {
          let kind = UInt8.random(in: 0...20, using: &generator)
          // Not shutdown, which would be obeyed.
          if kind == 16 { continue }
          let payload = (0..<Int.random(in: 0...40, using: &generator)).map { _ in UInt8.random(in: 0...3, using: &generator) }
          try? client.send(raw: Frame(type: kind, channel: 5, payload: payload).encoded)
        }
      }
      #expect(try sandbox.run("echo alive").output == "alive\n")
    }
  }

  @Test func refusesNewerClients() throws {
    try Sandbox.with { (sandbox) throws in
      let client = try sandbox.connectWithoutGreeting()
      #expect(try client.call(.hello(schema: AgentSchema.current + 1)) == .failed(errno: EPROTONOSUPPORT))
      #expect(try client.isEnded())
    }
  }

  @Test func namesItsVersion() throws {
    let answer = String(decoding: try AgentExecutable.run([AgentExecutable.path, "--version"]), as: UTF8.self)
    #expect(answer == "roost-agent \(AgentSchema.product) schema \(AgentSchema.current)\n")
  }

  @Test func servesItsOwnerOnly() throws {
    try Sandbox.with { (sandbox) throws in
      chmod(sandbox.directory + "/agent.sock", 0o666)
      let program = """
        use Socket; socket(S, PF_UNIX, SOCK_STREAM, 0); connect(S, pack_sockaddr_un($ARGV[0])) or die $!;
        print sysread(S, my $b, 1) // "error";
        """
      let command = ["setpriv", "--reuid=65534", "--clear-groups", "perl", "-e", program, sandbox.directory + "/agent.sock"]
      #expect(String(decoding: try AgentExecutable.run(command), as: UTF8.self) == "0")
      #expect(try sandbox.run("echo alive").output == "alive\n")
    }
  }

  @Test func manyConnectionsAreTurnedAway() throws {
    try Sandbox.with { sandbox in
      let clients = try (1...70).map { _ in try sandbox.connectWithoutGreeting() }
      #expect(try clients[69].isEnded())
      clients.forEach { $0.disconnect() }
      try eventually("there is room again") { (try? sandbox.run("true").reason) == .exited(0) }
    }
  }
}

/// The same numbers every time.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

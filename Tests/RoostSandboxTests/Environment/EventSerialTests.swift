import Glibc
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostTestSupport
import Testing

/// Events and ports of a sandbox.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(5)))
struct EventSerialTests {
  @Test func eventsComeInOrderAndEnd() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.strategy.prepare(fixture.spec())
      let events = await environment.events()
      try await environment.boot()
      let server = try await environment.spawn(TestServer.echo())
      let port = try await environment.waitForPort()
      #expect(port.port == 3000 && port.address == "127.0.0.1" && port.process?.pid ?? 0 > 1)
      let closing = await environment.events()
      try await say("quit\n", to: environment)
      _ = try await first(in: closing) { $0 == .portClosed(port) ? true : nil }
      #expect(try await server.exitStatus().succeeded)
      try await environment.destroy(grace: .zero)
      var seen: [EnvironmentEvent] = []
      for await event in events { seen.append(event) }
      func index(_ event: EnvironmentEvent) -> Int? { seen.firstIndex(of: event) }
      #expect(Array(seen.prefix(3)) == [.state(.created), .state(.booting), .state(.ready)])
      #expect(Array(seen.suffix(2)) == [.state(.destroying), .state(.destroyed)])
      let started = try #require(index(.processStarted(server.number)))
      let opened = try #require(index(.portOpened(port)))
      let closed = try #require(index(.portClosed(port)))
      #expect(started < opened && opened < closed)
      #expect(seen.contains { if case .processExited(server.number, let exit) = $0 { exit.succeeded } else { false } })
    }
  }

  @Test func aLateSubscriberGetsTheStateAndThePorts() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      _ = try await environment.spawn(TestServer.echo(address: "0.0.0.0", port: 4000))
      let port = try await environment.waitForPort()
      #expect(port.port == 4000 && port.address == "0.0.0.0")
      var late = await environment.events().makeAsyncIterator()
      #expect(await late.next() == .state(.ready))
      #expect(await late.next() == .portOpened(port))
    }
  }

  @Test func dialReachesTheServerInside() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      _ = try await environment.spawn(TestServer.echo())
      try await environment.waitForPort()
      let answer = try await say("hello\n", to: environment)
      #expect(answer == "you said hello\n")
      try await withThrowingTaskGroup(of: String.self) { group in
        for number in 0..<30 { group.addTask { try await say("number \(number)\n", to: environment) } }
        var answers: Set<String> = []
        for try await answer in group { answers.insert(answer) }
        #expect(answers == Set((0..<30).map { "you said number \($0)\n" }))
      }
    }
  }

  @Test func dialIsRefusedWhereNothingListens() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let problem = await #expect(throws: Problem.self) { _ = try await environment.dial(9) }
      #expect(problem?.code == .portNotOpen)
    }
  }

  @Test func everyEnvironmentHasItsOwnPort3000() async throws {
    try await SandboxFixture.with { fixture in
      let (left, right) = (try await fixture.booted(), try await fixture.booted())
      let servers = [try await left.spawn(TestServer.echo()), try await right.spawn(TestServer.echo())]
      try await left.waitForPort()
      try await right.waitForPort()
      try await say("quit\n", to: left)
      #expect(try await servers[0].exitStatus().succeeded)
      #expect(try await say("still there\n", to: right) == "you said still there\n")
    }
  }
}

/// Sends a line to port 3000 and returns the whole answer.
@discardableResult
private func say(_ line: String, to environment: any Environment) async throws -> String {
  guard case .descriptor(let number) = try await environment.dial(3000) else { return "" }
  let socket = TestSocket(number)
  #expect(socket.flags == (true, true))
  _ = socket.send(line)
  return socket.receiveAll()
}

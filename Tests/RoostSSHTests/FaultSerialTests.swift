import Foundation
import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostSSH

/// Connections, hosts and daemons that go away and come back. Processes take no notice, and no byte of output is lost.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct FaultSerialTests {
  private static let lines = 400
  /// Writes so many numbered lines over about four seconds.
  private static let counting = "i=0; while [ $i -lt \(lines) ]; do echo line $i; i=$((i+1)); sleep 0.01; done"
  private static let counted = (0..<lines).map { "line \($0)\n" }.joined()

  /// Reads the output of a process that counts, while `fault` is done to what is in between.
  private func isWhole(
    _ fixture: SSHFixture, despite fault: @escaping @Sendable () async throws -> Void
  ) async throws {
    let environment = try await fixture.booted()
    let process = try await environment.spawn(.shell(FaultSerialTests.counting))
    async let finished = process.finished()
    try await eventually("it has begun") { try await process.outputEnd() > 100 }
    try await fault()
    let result = try await finished
    #expect(result.output == FaultSerialTests.counted)
    #expect(result.exit.reason == .exited(0))
    #expect(await environment.state == .ready)
    #expect(try await environment.run("echo again").output == "again\n")
    try await environment.destroy(grace: .seconds(1))
    #expect(fixture.far("environments").isEmpty)
  }

  @Test func aConnectionThatIsCut() async throws {
    try await SSHFixture.with { fixture in
      try await isWhole(fixture) { fixture.server.dropConnections() }
    }
  }

  @Test func aServerThatIsDownForAWhile() async throws {
    try await SSHFixture.with { fixture in
      let revived = Revived()
      try await isWhole(fixture) {
        await fixture.server.stop()
        // As long as a restart of sshd takes; that it is down is what the test is about.
        try await Task.sleep(for: .seconds(2))
        await revived.set(try await fixture.server.restarted())
      }
      let server = await revived.server
      for id in try await fixture.strategy.known() { try await fixture.strategy.discard(id) }
      await server?.stop()
    }
  }

  @Test(.enabled(if: SSHFixture.isRoot)) func aNetworkThatDropsEverything() async throws {
    try await SSHFixture.with { fixture in
      let cut = NetworkCut(port: fixture.server.port)
      try await isWhole(fixture) {
        try await cut.begin()
        // Longer than ssh waits for an answer, so that it gives up: two questions, a second each.
        try await Task.sleep(for: .seconds(4))
        try await cut.end()
      }
    }
  }

  @Test func aDaemonThatIsReplaced() async throws {
    try await SSHFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(.shell(FaultSerialTests.counting))
      try await eventually("it has begun") { try await process.outputEnd() > 100 }
      let second = fixture.secondStrategy()
      let ids = try await second.known()
      #expect(ids == [environment.spec.id])
      let found = try #require(try await second.reattach(environment.spec.id))
      let same = try #require(try await found.processes().first)
      let result = try await same.finished()
      #expect(result.output == FaultSerialTests.counted && result.exit.reason == .exited(0))
      try await found.destroy(grace: .seconds(1))
      #expect(fixture.far("environments").isEmpty)
      #expect(try await second.known().isEmpty)
    }
  }

  @Test func aDaemonAndItsConnectionThatAreReplaced() async throws {
    try await SSHFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(.shell("echo before; sleep 1; echo after"))
      await fixture.strategy.disconnect()
      let found = try #require(try await fixture.secondStrategy().reattach(environment.spec.id))
      let same = try #require(try await found.processes().first { $0.number == process.number })
      #expect(try await same.finished().output == "before\nafter\n")
      try await found.destroy(grace: .seconds(1))
    }
  }

  @Test func anAgentThatIsKilled() async throws {
    try await SSHFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(.shell("sleep 600"))
      try await ExternalCommand("pkill", ["-KILL", "-f", "^\(fixture.cache)/roost/agents/"]).succeed()
      try await eventually("it is known to be lost") { await environment.state == .lost }
      #expect(try await process.exitStatus().reason == .lost)
      #expect(try await fixture.secondStrategy().reattach(environment.spec.id) == nil)
      try await fixture.strategy.discard(environment.spec.id)
      try await fixture.strategy.discard(environment.spec.id)
      #expect(fixture.far("environments").isEmpty)
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }

  /// The host keeps what was written and how it ended, although the agent that knew it is gone.
  @Test func outputOfAnEnvironmentThatIsLost() async throws {
    try await SSHFixture.with { fixture in
      let environment = try await fixture.booted()
      let done = try await environment.spawn(.shell("seq 100000; exit 9"))
      #expect(try await done.exitStatus().reason == .exited(9))
      let cut = try await environment.spawn(.shell("echo begun; sleep 600"))
      try await eventually("it has begun") { try await cut.outputEnd() > 0 }
      try await ExternalCommand("pkill", ["-KILL", "-f", "^\(fixture.cache)/roost/agents/"]).succeed()
      try await eventually("it is known to be lost") { await environment.state == .lost }
      let (place, later) = (fixture.directory.appending("kept"), fixture.secondStrategy())
      let ended = try await later.salvage(done.number, of: environment.spec.id, in: place)
      #expect(ended?.reason == .exited(9))
      #expect(try await text(later, place) == (1...100_000).map { "\($0)\n" }.joined())
      // Again, as after a daemon that was killed in between.
      #expect(try await later.salvage(done.number, of: environment.spec.id, in: place)?.reason == .exited(9))
      let other = fixture.directory.appending("kept-other")
      #expect(try await later.salvage(cut.number, of: environment.spec.id, in: other) == nil)
      #expect(try await text(later, other) == "begun\n")
      try await later.discard(environment.spec.id)
      #expect(try await later.salvage(done.number, of: environment.spec.id, in: place) == nil)
    }
  }

  private func text(_ strategy: SSHStrategy, _ place: FilePath) async throws -> String {
    var bytes: [UInt8] = []
    for try await chunk in strategy.keptOutput(in: place, from: 0) { bytes += chunk.bytes }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Nobody waits longer than answers may take, although the host itself is waited for longer.
  @Test func aHostThatIsAwayWhenSomethingIsAsked() async throws {
    try await SSHFixture.with { fixture in
      let spec = try await fixture.booted().spec
      let strategy = fixture.secondStrategy { $0.answerLimit = .seconds(3) }
      let environment = try #require(try await strategy.reattach(spec.id))
      await fixture.server.stop()
      fixture.server.dropConnections()
      let problem = await #expect(throws: Problem.self) {
        try await within(.seconds(20), "an answer") { try await environment.spawn(.shell("echo lost")) }
      }
      #expect(problem?.code == .connectionLost)
      let server = try await fixture.server.restarted()
      try await eventually(within: .seconds(30), "it is reached again") {
        (try? await environment.run("echo again").output) == "again\n"
      }
      try await environment.destroy(grace: .zero)
      await strategy.disconnect()
      await server.stop()
    }
  }

  /// What is there must be found again, so it is not forgotten here.
  @Test func aHostThatIsAwayWhenSomethingIsRemoved() async throws {
    try await SSHFixture.with { fixture in
      let environment = try await fixture.booted()
      await fixture.server.stop()
      await #expect(throws: Problem.self) { try await fixture.secondStrategy().discard(environment.spec.id) }
      #expect(try await fixture.strategy.known() == [environment.spec.id])
      #expect(fixture.far("environments") == [environment.spec.id.text])
      let server = try await fixture.server.restarted()
      try await fixture.secondStrategy().discard(environment.spec.id)
      #expect(fixture.far("environments").isEmpty)
      try await eventually("the first daemon knows that it is gone") { await environment.state == .lost }
      #expect(try await fixture.strategy.known().isEmpty)
      await fixture.strategy.disconnect()
      await server.stop()
    }
  }

  private actor Revived {
    var server: SSHServer?
    func set(_ server: SSHServer) { self.server = server }
  }
}

import Foundation
import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

/// Environments outlive who started them.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(5)))
struct ReattachSerialTests {
  @Test func aSecondDaemonFindsTheSameProcesses() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let server = try await environment.spawn(TestServer.echo())
      let port = try await environment.waitForPort()
      let pid = try #require(await server.hostPID)
      let found = try #require(try await fixture.secondStrategy().reattach(environment.spec.id))
      #expect(found.spec == environment.spec)
      #expect(await found.state == .ready)
      let again = try #require(try await found.processes().first)
      #expect(again.number == server.number)
      #expect(await again.hostPID == pid)
      var events = await found.events().makeAsyncIterator()
      #expect(await events.next() == .state(.ready))
      #expect(await events.next() == .portOpened(port))
      try await found.destroy(grace: .zero)
    }
  }

  /// The agent keeps it, whether anybody watches or not.
  @Test func itsTimeEndsWithoutADaemonToo() async throws {
    try await SandboxFixture.with { fixture in
      let held = try await HeldSandbox.start(fixture, seconds: 2)
      held.kill()
      try await within(.seconds(15)) {
        while kill(held.lasting, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
      }
      let one = ProcessNumber(rawValue: 1)
      let kept = fixture.home.appending("kept")
      let exit = try await fixture.strategy.salvage(one, of: held.environment, in: kept)
      #expect(exit?.reason == .timedOut)
      let found = try await fixture.strategy.reattach(held.environment)
      #expect(found == nil)
    }
  }

  @Test func killingTheDaemonKillsNothingElse() async throws {
    try await SandboxFixture.with { fixture in
      let held = try await HeldSandbox.start(fixture)
      #expect(kill(held.daemon, 0) == 0)
      held.kill()
      // The short process ends while nobody watches.
      try await within(.seconds(10)) {
        while kill(held.short, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
      }
      let found = try #require(try await fixture.strategy.reattach(held.environment))
      let processes = try await found.processes()
      #expect(processes.map(\.number.rawValue) == [1, 2])
      #expect(await processes[0].hostPID == held.lasting)
      #expect(try await processes[1].exitStatus().reason == .exited(42))
      var bytes = 0
      for try await chunk in processes[0].output(from: 0) {
        #expect(chunk.offset == UInt64(bytes))
        bytes += chunk.bytes.count
        if bytes >= 100 { break }
      }
      try await found.destroy(grace: .zero)
      #expect(kill(held.lasting, 0) != 0)
    }
  }

  @Test func anAgentThatDiesIsLostWithItsProcesses() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let ended = try await environment.spawn(.shell("echo kept; exit 3"))
      _ = try await ended.exitStatus()
      let running = try await environment.spawn(.shell("echo before; sleep 100"))
      for try await _ in running.output(from: 0) { break }
      let events = await environment.events()
      let agent = try #require(agentPID(of: environment, fixture))
      kill(agent, SIGKILL)
      _ = try await first(in: events) { $0 == .state(.lost) ? true : nil }
      #expect(try await running.exitStatus().reason == .lost)
      #expect(try await ended.exitStatus().reason == .exited(3))
      #expect(try await ended.finished().output == "kept\n")
      #expect(try await running.finished().output == "before\n")
      #expect(try await fixture.secondStrategy().reattach(environment.spec.id) == nil)
      await #expect(throws: Problem.self) { _ = try await environment.spawn(.shell("true")) as any ProcessHandle }
      try await environment.destroy(grace: .zero)
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }

  @Test func discardRemovesWhatRuns() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(ProcessSpec("/bin/sleep", ["100"]))
      let pid = try #require(await process.hostPID)
      let other = fixture.secondStrategy()
      #expect(try await other.known() == [environment.spec.id])
      try await other.discard(environment.spec.id)
      try await other.discard(environment.spec.id)
      #expect(kill(pid, 0) != 0)
      #expect(try await other.known().isEmpty)
      #expect(LimitsDriver().existing(environment.spec.id.text).directories.isEmpty)
    }
  }

  @Test func theJournalCanBeMovedAwayFirst() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(.shell("echo one; echo two; exit 9"))
      _ = try await process.exitStatus()
      try await environment.seal(into: fixture.home.appending("sealed"))
      let kept = fixture.home.appending("journal-kept")
      #expect(rename(fixture.strategy.journalDirectory(of: environment.spec.id).string, kept.string) == 0)
      try await environment.destroy(grace: .zero)
      let journal = JournalOutput(directory: kept)
      var text: [UInt8] = []
      for try await chunk in journal.output(of: process.number, from: 4) { text += chunk.bytes }
      #expect(String(decoding: text, as: UTF8.self) == "two\n")
      #expect(await journal.exits()[process.number]?.reason == .exited(9))
    }
  }

  private func agentPID(of environment: any Environment, _ fixture: SandboxFixture) -> Int32? {
    let record = fixture.home.appending("environments/\(environment.spec.id)/sandbox.json")
    guard let text = try? TestFile.text(record), let range = text.range(of: "\"pid\":") else { return nil }
    return Int32(text[range.upperBound...].prefix { $0.isNumber })
  }
}

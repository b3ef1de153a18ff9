import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import RoostTestSupport
import Testing

/// What can go wrong inside and around a sandbox, and what is said then.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(5)))
struct FaultSerialTests {
  /// A bomb of its own bounds: a test that finds no limit must not take the machine down.
  @Test(.enabled(if: LimitsDriver().offers(.pids))) func aForkBombStaysInside() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(limits: ResourceLimits(processes: 40)))
      let neighbour = try await fixture.booted()
      let before = HostProcessCount.of(user: SandboxFixture.user)
      // Six generations: sixty-four of them, more than the limit and harmless without it.
      let bomb = try await environment.spawn(
        ProcessSpec("perl", ["-e", "my $no = 0; for (1..6) { $no++ if !defined fork } $| = 1; print 'refused' if $no; sleep 20"]))
      // That one of them was refused is what is waited for.
      for try await _ in bomb.output(from: 0) { break }
      #expect(HostProcessCount.of(user: SandboxFixture.user) <= before + 40)
      #expect(try await neighbour.run("echo free").output == "free\n")
      try await bomb.signal(SIGKILL)
      #expect(try await bomb.exitStatus().reason == .signaled(SIGKILL))
      try await within(.seconds(10)) {
        while (try? await environment.run("echo again").output) != "again\n" { try await Task.sleep(for: .milliseconds(50)) }
      }
      try await environment.destroy(grace: .zero)
    }
  }

  @Test func anAgentThatIsKilledIsLostAndNeverSucceeds() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let events = await environment.events()
      let process = try await environment.spawn(ProcessSpec("/bin/sleep", ["300"]))
      let pid = try #require(await process.hostPID)
      let agent = try #require(Int32(try Self.parent(of: pid)))
      Glibc.kill(agent, SIGKILL)
      let exit = try await process.exitStatus()
      #expect(exit.reason == .lost && exit.code == 255)
      try await within(.seconds(10)) { for await event in events { if event == .state(.lost) { break } } }
      #expect(await environment.state == .lost)
      // With process 1 of their world, all others went.
      try await within(.seconds(10)) { while Glibc.kill(pid, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) } }
      let refusal = await #expect(throws: Problem.self) { _ = try await environment.run("true") }
      #expect(refusal?.code == .environmentState)
      try await environment.destroy(grace: .zero)
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }

  private static func parent(of pid: Int32) throws -> String {
    let line = try TestFile.text("/proc/\(pid)/status").split(separator: "\n").first { $0.hasPrefix("PPid:") }
    return line.map { String($0.dropFirst(5)).filter(\.isNumber) } ?? ""
  }
}

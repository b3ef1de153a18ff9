import Glibc
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

/// An environment that stands still and goes on, on the real kernel.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(2)))
struct PauseSerialTests {
  /// Lines written so far by a process that counts as fast as it can, as its journal has them.
  private func counted(_ process: any ProcessHandle) async throws -> UInt64 { try await process.outputEnd() }

  @Test func nothingMovesUntilItIsResumed() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(.shell("while :; do echo x; sleep 0.001; done"))
      let pid = try #require(await process.hostPID)
      try await environment.pause()
      #expect(await environment.state == .paused)
      let used = try processorTicks(pid)
      // A frozen process is not run, however long one looks: its ticks stay while this process burns its own.
      var spins = 0
      let deadline = ContinuousClock.now.advanced(by: .milliseconds(300))
      while ContinuousClock.now < deadline { spins += 1 }
      #expect(spins > 0)
      #expect(try processorTicks(pid) == used)
      try await environment.pause()
      let refused = await #expect(throws: Problem.self) { try await environment.run("true") }
      #expect(refused?.code == .environmentState && refused?.message.contains("is paused") == true)
      await #expect(throws: Problem.self) { try await environment.dial(80) }
      await #expect(throws: Problem.self) { try await process.signal(SIGTERM) }
      try await environment.resume()
      #expect(await environment.state == .ready)
      let before = try await counted(process)
      try await within(.seconds(10)) {
        while try await counted(process) == before { await Task.yield() }
      }
      #expect(try await environment.run("echo again").output == "again\n")
      try await environment.resume()
      try await process.signal(SIGKILL)
    }
  }

  @Test func whatIsPausedCanBeDestroyed() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(ProcessSpec("/bin/sleep", ["100"]))
      let pid = try #require(await process.hostPID)
      try await environment.pause()
      try await environment.destroy(grace: .seconds(1))
      #expect(await environment.state == .destroyed)
      #expect(kill(pid, 0) != 0 && errno == ESRCH)
      await #expect(throws: Problem.self) { try await environment.resume() }
    }
  }

  /// A daemon that finds a paused environment talks to its agent, so it moves again.
  @Test func anotherDaemonResumesIt() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      try await environment.pause()
      let found = try #require(try await fixture.strategy.reattach(environment.spec.id))
      #expect(await found.state == .ready)
      #expect(try await found.run("echo here").output == "here\n")
    }
  }

  @Test func statesAreTold() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let events = await environment.events()
      try await environment.pause()
      try await environment.resume()
      try await environment.destroy(grace: .zero)
      var states: [EnvironmentState] = []
      for await event in events {
        if case .state(let state) = event { states.append(state) }
      }
      #expect(states == [.ready, .paused, .ready, .destroying, .destroyed])
    }
  }

  /// User and system time, in ticks; fields 14 and 15 of proc_pid_stat(5).
  private func processorTicks(_ pid: Int32) throws -> [Substring] {
    let fields = try TestFile.text("/proc/\(pid)/stat").split(separator: " ")
    return Array(fields[13...14])
  }
}

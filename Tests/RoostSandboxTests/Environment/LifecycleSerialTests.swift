import Glibc
import Logging
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

/// From nothing to a running process and back to nothing, on the real kernel.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(5)))
struct LifecycleSerialTests {
  @Test func bootsRunsAndLeavesNothing() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      #expect(await environment.state == .ready)
      let done = try await environment.run("echo out; echo err >&2; exit 7")
      #expect(done.exit.reason == .exited(7))
      #expect(done.output.contains("out\n") && done.output.contains("err\n"))
      #expect(Set(done.chunks.map(\.channel)) == [.standardOutput, .standardError])
      try await environment.destroy(grace: .seconds(1))
      #expect(await environment.state == .destroyed)
      #expect(try await fixture.strategy.known().isEmpty)
      #expect(LimitsDriver().existing(environment.spec.id.text).directories.isEmpty)
    }
  }

  /// A removed layer's files are deleted only when nobody holds such a lock any more.
  @Test func layersAreClaimedAsLongAsItLives() async throws {
    try await SandboxFixture.with { fixture in
      let layer = fixture.home.appending("layer")
      try DirectoryCreation.ensure(layer.appending("fs"))
      let record = layer.appending("layer.json")
      try AtomicFile.write(Array("{}".utf8), to: record)
      var spec = fixture.spec()
      spec.layers.append(layer.appending("fs").string)
      let environment = try await fixture.booted(spec)
      let file = OwnedDescriptor(owning: open(record.string, O_RDONLY | O_CLOEXEC))
      #expect(flock(file.number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
      // Programs inside do not inherit the claim.
      let seen = try await environment.run("ls -l /proc/self/fd")
      #expect(!seen.output.contains("layer.json"))
      try await environment.destroy(grace: .zero)
      #expect(flock(file.number, LOCK_EX | LOCK_NB) == 0)
    }
  }

  @Test func bootsOnlyOnce() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      await #expect(throws: Problem.self) { try await environment.boot() }
    }
  }

  @Test func destroyIsIdempotentAndWorksInEveryState() async throws {
    try await SandboxFixture.with { fixture in
      let unbooted = try await fixture.strategy.prepare(fixture.spec())
      try await unbooted.destroy(grace: .zero)
      try await unbooted.destroy(grace: .zero)
      let environment = try await fixture.booted()
      async let first: Void = environment.destroy(grace: .zero)
      async let second: Void = environment.destroy(grace: .zero)
      _ = try await (first, second)
      try await environment.destroy(grace: .zero)
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }

  @Test func destroyDuringSpawnsIsSafe() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<20 {
          group.addTask {
            guard let process = try? await environment.spawn(.shell("sleep 30")) else { return }
            let exit = try? await process.exitStatus()
            #expect(exit != nil && exit?.succeeded == false)
          }
        }
        group.addTask { try? await environment.destroy(grace: .zero) }
      }
      #expect(await environment.state == .destroyed)
    }
  }

  @Test func destroyWaitsForTheGrace() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(.shell("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done"))
      for try await chunk in process.output(from: 0) where String(decoding: chunk.bytes, as: UTF8.self).contains("ready") {
        break
      }
      let began = ContinuousClock.now
      try await environment.destroy(grace: .seconds(30))
      #expect(ContinuousClock.now - began < .seconds(20))
      let exit = try await process.exitStatus()
      #expect(exit.reason == .exited(3) || exit.reason == .destroyed)
    }
  }

  @Test func aFailedBootSaysWhyAndLeavesNothing() async throws {
    try await SandboxFixture.with { fixture in
      var spec = fixture.spec(network: .outbound)
      spec.layers = [fixture.home.string]
      spec.mounts = [BindMount(source: fixture.home.string, target: "/x", readOnly: true)]
      spec.workingDirectory = "/nowhere"
      let environment = try await fixture.strategy.prepare(spec)
      do {
        try await environment.boot()
        // An empty stack may boot; then nothing can be started in it.
        await #expect(throws: Problem.self) { _ = try await environment.spawn(.shell("true")) }
      } catch let problem as Problem {
        #expect(problem.code == .environmentBootFailed)
        #expect(await environment.state == .lost)
      }
      try await environment.destroy(grace: .zero)
      #expect(try await fixture.strategy.known().isEmpty)
      #expect(LimitsDriver().existing(spec.id.text).directories.isEmpty)
    }
  }

  @Test func aMissingAgentIsNamed() async throws {
    try await SandboxFixture.with { fixture in
      let configuration = SandboxConfiguration(home: fixture.home, agent: "/nowhere/roost-agent")
      let strategy = SandboxStrategy(configuration, logger: .init(label: "test"))
      let environment = try await strategy.prepare(fixture.spec())
      let problem = await #expect(throws: Problem.self) { try await environment.boot() }
      #expect(problem?.code == .environmentBootFailed && problem?.hint.contains("/nowhere/roost-agent") == true)
      #expect(await strategy.probe().isUsable == false)
    }
  }
}

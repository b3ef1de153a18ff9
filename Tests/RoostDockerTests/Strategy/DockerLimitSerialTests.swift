import RoostEnvironments
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostDocker

/// Limits that the engine keeps, and those that are refused.
@Suite(.serialized) struct DockerLimitSerialTests {
  @Test func aProcessThatTakesTooMuchMemoryIsNamed() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(limits: ResourceLimits(memory: .mebibytes(64))))
      let finished = try await environment.run(
        "head -c 200000000 /dev/zero | tail -c 200000000 | tr x y | tail -c 200000000 >/dev/null; exit 3")
      #expect(finished.exit.reason == .exited(3) || finished.exit.reason == .outOfMemory)
      let process = try await environment.spawn(ProcessSpec("tail", ["-c", "200000000", "/dev/zero"]))
      #expect(try await process.exitStatus().reason == .outOfMemory)
      #expect(try await environment.run("echo alive").output == "alive\n")
    }
  }

  @Test func processesAreCounted() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(limits: ResourceLimits(processes: 24)))
      let shown = try await environment.run("for i in $(seq 60); do sleep 5 & done 2>&1; echo; exit 0")
      #expect(shown.output.contains("can't fork") || shown.exit.reason != .exited(0))
    }
  }

  @Test func processorTimeIsShared() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(limits: ResourceLimits(cpus: 0.2)))
      // Hundredths of a second of processor time in two seconds: a whole processor would be 200.
      let used = try await environment.run(
        "yes >/dev/null & sleep 2; set -- $(cat /proc/$!/stat); kill $!; shift 13; echo $(($1 + $2))")
      let ticks = try #require(Int(used.output.trimmingPrefix(" ").prefix { $0.isNumber }))
      #expect((10..<100).contains(ticks), "\(used.output)")
    }
  }

  @Test func whatTheEngineCannotKeepIsRefusedBeforeAnythingIsMade() async throws {
    try await DockerFixture.with { fixture in
      let disk = await #expect(throws: Problem.self) {
        try await fixture.strategy.prepare(fixture.spec(limits: ResourceLimits(disk: .mebibytes(10))))
      }
      #expect(disk?.code == .limitUnsupported)
      let allowed = try #require(NetworkDestination("192.0.2.1"))
      let network = await #expect(throws: Problem.self) {
        try await fixture.strategy.prepare(fixture.spec(network: .allow([allowed])))
      }
      #expect(network?.code == .unsupported)
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }
}

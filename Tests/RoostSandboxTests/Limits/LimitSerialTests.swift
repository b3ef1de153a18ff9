import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

/// Limits on the control groups this machine has.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(5)))
struct LimitSerialTests {
  static let offered = Set(CgroupController.allCases.filter { LimitsDriver().offers($0) })

  @Test(.enabled(if: offered.contains(.memory))) func tooMuchMemoryIsSaidSo() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(limits: ResourceLimits(memory: .mebibytes(64))))
      let process = try await environment.spawn(
        ProcessSpec("perl", ["-e", "my $x = 'x' x (1 << 20); my @all; push @all, $x . $_ for 1..500; print 'held'"]))
      let done = try await process.finished()
      #expect(done.exit.reason == .outOfMemory)
      #expect(done.exit.code == 137)
      // The agent lives on.
      #expect(try await environment.run("echo fine").output == "fine\n")
    }
  }

  @Test(.enabled(if: offered.contains(.pids))) func tooManyProcessesAreRefused() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(limits: ResourceLimits(processes: 8)))
      var started = 0
      var refusal: Problem?
      while refusal == nil, started < 20 {
        do throws(Problem) {
          _ = try await environment.spawn(ProcessSpec("/bin/sleep", ["100"]))
          started += 1
        } catch {
          refusal = error
        }
      }
      #expect(started == 8)
      #expect(refusal?.code == .environmentState)
      #expect(refusal?.hint.contains("limits") == true)
    }
  }

  @Test(.enabled(if: offered.contains(.cpu))) func processorTimeIsShared() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(limits: ResourceLimits(cpus: 0.2)))
      let began = ContinuousClock.now
      let process = try await environment.spawn(.shell("while :; do :; done"))
      // Time to use up the quota in; the time that really passed is what is compared.
      try await Task.sleep(for: .seconds(1))
      try await process.signal(SIGKILL)
      _ = try await process.exitStatus()
      let elapsed = ContinuousClock.now - began
      let group = LimitsDriver().existing(environment.spec.id.text)
      let directory = try #require(group.legacy[.cpu] ?? group.unified)
      let statistics = try TestFile.text(directory.appending("cpu.stat"))
      let line = try #require(statistics.split(separator: "\n").first { $0.hasPrefix("nr_throttled ") })
      let throttled = try #require(Int(line.dropFirst(13)))
      #expect(throttled >= 3)
      // A fifth of the time that passed, and a period or two; without the limit it would be all of it.
      if let used = group.processorTime() { #expect(used < elapsed * 0.4 + .milliseconds(200)) }
    }
  }

  @Test func whatMakesNoSenseIsRefusedBeforeAnythingStarts() async throws {
    try await SandboxFixture.with { fixture in
      for limits in [
        ResourceLimits(memory: ByteCount(1)), ResourceLimits(cpus: 0), ResourceLimits(cpus: .nan), ResourceLimits(processes: 0),
      ] {
        let problem = await #expect(throws: Problem.self) { _ = try await fixture.strategy.prepare(fixture.spec(limits: limits)) }
        #expect(problem?.code == .usageInvalid)
      }
      let left = try await fixture.strategy.known()
      #expect(left.isEmpty)
    }
  }

  @Test(.enabled(if: offered.contains(.memory))) func usageIsTold() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(limits: ResourceLimits(memory: .mebibytes(256))))
      _ = try await environment.run("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done")
      let group = LimitsDriver().existing(environment.spec.id.text)
      let memory = try #require(group.memoryInUse())
      #expect(memory > ByteCount(10_000))
      if group.unified != nil {
        let time = try #require(group.processorTime())
        #expect(time > .milliseconds(1))
      }
      #expect(!group.processes().isEmpty)
    }
  }
}

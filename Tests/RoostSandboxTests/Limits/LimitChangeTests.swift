import Glibc
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

/// Limits of what runs already.
struct LimitChangeTests {
  @Test func ofVersion2() throws {
    try FakeCgroups.with { fake in
      try fake.addGroup("roost/one")
      let driver = fake.driver()
      try driver.change("one", to: ResourceLimits(memory: .mebibytes(64), cpus: 0.5))
      let group = fake.root.appending("roost").appending("one")
      #expect(try TestFile.text(group.appending("memory.max")) == "67108864")
      #expect(try TestFile.text(group.appending("cpu.max")) == "50000 100000")
      #expect(try TestFile.text(group.appending("pids.max")) == "max")
      try driver.change("one", to: ResourceLimits(processes: 9))
      #expect(try TestFile.text(group.appending("memory.max")).hasPrefix("max"))
      #expect(try TestFile.text(group.appending("pids.max")).hasPrefix("10"))
      #expect(throws: Problem.self) { try driver.change("none", to: ResourceLimits(processes: 9)) }
      #expect(throws: Problem.self) { try driver.change("one", to: ResourceLimits(memory: ByteCount(5))) }
    }
  }
}

/// On the control groups this machine has.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(5)))
struct LimitChangeSerialTests {
  @Test(.enabled(if: LimitSerialTests.offered.contains(.pids))) func aLimitReachesWhatRunsAlready() async throws {
    try await SandboxFixture.with { fixture in
      // Without any limit there is no group of version 1 yet.
      let environment = try await fixture.booted(fixture.spec(limits: ResourceLimits()))
      let process = try await environment.spawn(ProcessSpec("/bin/sleep", ["100"]))
      try await environment.limit(ResourceLimits(processes: 4))
      let forked = try await environment.run(
        "for n in 1 2 3 4 5 6 7 8; do sleep 20 >/dev/null 2>&1 & done; echo tried")
      #expect(!forked.output.contains("tried"), "\(forked.output)")
      try await environment.limit(ResourceLimits())
      #expect(try await environment.run("echo again").output == "again\n")
      try await process.signal(SIGKILL)
    }
  }

  @Test(.enabled(if: LimitSerialTests.offered.contains(.memory))) func memoryIsLoweredAndRaised() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(limits: ResourceLimits(memory: .mebibytes(256))))
      for size in [64, 512, 32] { try await environment.limit(ResourceLimits(memory: .mebibytes(UInt64(size)))) }
      let group = LimitsDriver().existing(environment.spec.id.text)
      let file =
        group.legacy[.memory]?.appending("memory.limit_in_bytes") ?? group.unified?.appending("memory.max")
      #expect(try TestFile.text(try #require(file)) == "33554432\n")
    }
  }
}

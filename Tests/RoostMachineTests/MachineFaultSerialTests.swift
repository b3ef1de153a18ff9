import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostMachine

/// What can happen to a machine, and what is said about it.
@Suite(.serialized)
struct MachineFaultSerialTests {
  @Test("a kernel that panics is named, with the last it said") func panics() async throws {
    try await MachineFixture.with { fixture in
      let environment = try await fixture.booted()
      let events = await environment.events()
      let process = try await environment.spawn(.shell("sleep 1000"))
      try MachineMonitor(directory: fixture.directory(of: environment.spec.id).path).panic(within: .seconds(20))
      let seen = try await within(.seconds(60), "the machine is lost") {
        var seen: [EnvironmentEvent] = []
        for await event in events { seen.append(event) }
        return seen
      }
      #expect(seen.last == .state(.lost))
      #expect(try await process.exitStatus().reason == .lost)
      let problem = try #require(seen.compactMap { if case .failed(let problem) = $0 { problem } else { nil } }.last)
      #expect(problem.message.contains("its kernel panicked (NMI"), "\(problem)")
      #expect(problem.cause?.isEmpty == false)
    }
  }

  @Test("a machine goes on when its bridge is killed: there is another, and nothing is lost") func bridge() async throws {
    try await MachineFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(.shell("i=0; while [ $i -lt 60 ]; do echo $i; i=$((i+1)); sleep 0.1; done"))
      let bridge = try #require(try MachineRecord.read(fixture.directory(of: environment.spec.id))?.bridge)
      for try await _ in process.output(from: 0) { break }
      bridge.kill()
      #expect(try await process.finished().output == (0..<60).map { "\($0)\n" }.joined())
      #expect(await environment.state == .ready)
      let next = try #require(try MachineRecord.read(fixture.directory(of: environment.spec.id))?.bridge)
      #expect(next != bridge && next.isAlive)
    }
  }

  @Test("what takes all memory of a machine without a limit is ended for that, and the machine goes on; a full disk is told")
  func exhausted() async throws {
    try await MachineFixture.with { fixture in
      let strategy = MachineFixture.newStrategy(fixture.home) { configuration in
        (configuration.memory, configuration.disk) = (ByteCount(64 << 20), ByteCount(64 << 20))
      }
      let environment = try await strategy.prepare(fixture.spec())
      try await environment.boot()
      let events = await environment.events()
      let hungry = try await environment.run("x=$(tr '\\0' x < /dev/zero); echo held")
      #expect(hungry.exit.reason == .outOfMemory, "\(hungry)")

      #expect(try await environment.run("dd bs=1M count=80 if=/dev/zero of=/app/full").exit.reason == .exited(1))
      _ = try await within(.seconds(30), "the full disk is told") {
        for await event in events { if event == .limitReached(.disk) { return true } }
        return false
      }
      #expect(try await environment.run("rm /app/full; echo fine > /app/small; cat /app/small").output == "fine\n")
    }
  }
}

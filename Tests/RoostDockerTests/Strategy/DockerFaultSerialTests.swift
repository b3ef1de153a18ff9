import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostDocker

/// A daemon that is started again, an engine that is killed, a container that somebody else removes.
@Suite(.serialized) struct DockerFaultSerialTests {
  @Test func aSecondDaemonFindsWhatRunsAndAllItsOutput() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec())
      let process = try await environment.spawn(.shell("echo before; while [ ! -e /app/go ]; do sleep 0.02; done; echo after"))
      let strategy = fixture.secondStrategy()
      #expect(try await strategy.known() == [environment.spec.id])
      let found = try #require(try await strategy.reattach(environment.spec.id))
      #expect(try await found.run("touch /app/go").exit.succeeded)
      let same = try #require(try await found.processes().first { $0.number == process.number })
      #expect(try await same.finished().output == "before\nafter\n")
      try await found.destroy(grace: .zero)
    }
  }

  @Test func anEnvironmentThatWasPausedIsFoundMoving() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec())
      try await environment.pause()
      let found = try #require(try await fixture.secondStrategy().reattach(environment.spec.id))
      #expect(try await found.run("echo moves").output == "moves\n")
    }
  }

  @Test func aContainerThatIsRemovedIsALostEnvironment() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec())
      let process = try await environment.spawn(.shell("sleep 60"))
      let events = await environment.events()
      try await fixture.engine.engine.remove(ContainerPlan.name(of: environment.spec.id))
      try await first(in: events) { $0 == .state(.lost) ? () : nil }
      #expect(try await process.exitStatus().reason == .lost)
      #expect(try await fixture.secondStrategy().reattach(environment.spec.id) == nil)
      try await fixture.strategy.discard(environment.spec.id)
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }

  @Test func anEngineThatIsKilledTakesItsContainersWithItAndIsUsableAgain() async throws {
    try await DockerFixture.with(try TestEngine()) { fixture in
      let environment = try await fixture.booted(fixture.spec())
      let events = await environment.events()
      try fixture.engine.tell("kill")
      // The agent is reached without the engine.
      #expect(try await environment.run("echo there").output == "there\n")
      try fixture.engine.tell("start")
      try await fixture.engine.answers()
      try await first(in: events) { $0 == .state(.lost) ? () : nil }
      try await fixture.strategy.discard(environment.spec.id)
      let next = try await fixture.booted(fixture.spec())
      #expect(try await next.run("echo again").output == "again\n")
    }
  }

  @Test func anEngineThatKeepsContainersAliveLosesNone() async throws {
    try await DockerFixture.with(try TestEngine(["--live-restore"])) { fixture in
      let environment = try await fixture.booted(fixture.spec())
      try fixture.engine.tell("kill")
      try fixture.engine.tell("start")
      try await fixture.engine.answers()
      #expect(try await environment.run("echo there").output == "there\n")
      #expect(await environment.state == .ready)
      try await environment.destroy(grace: .seconds(1))
      #expect(try await fixture.containers().isEmpty)
    }
  }

  @Test func anAgentThatCannotStartSaysWhy() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.strategy.prepare(fixture.spec())
      let directory = fixture.home.appending("environments/docker").appending(environment.spec.id.text)
      try AtomicFile.write(Array("no journal".utf8), to: directory.appending("journal"))
      let problem = await #expect(throws: Problem.self) { try await environment.boot() }
      #expect(problem?.code == .environmentBootFailed)
      #expect(problem?.cause?.contains("journal") == true, "\(String(describing: problem))")
      try await environment.destroy(grace: .zero)
      #expect(try await fixture.containers().isEmpty)
    }
  }

  @Test func aHundredRoundsLeaveNothing() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec())
      for _ in 0..<100 {
        let process = try await environment.spawn(ProcessSpec("true"))
        #expect(try await process.exitStatus().succeeded)
      }
      #expect(try await environment.run("ls -d /proc/[0-9]*").output.split(separator: "\n").count <= 3)
      try await environment.destroy(grace: .zero)
      #expect(try DirectoryListing.names(in: fixture.home.appending("environments/docker")).isEmpty)
    }
  }
}

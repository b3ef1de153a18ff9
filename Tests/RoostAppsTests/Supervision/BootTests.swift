import RoostEnvironments
import RoostModel
import RoostStore
import RoostSystem
import RoostTestSupport
import Testing

@testable import RoostApps

/// What a daemon that has just started says of apps whose turn to start has not come.
@Suite struct BootTests {
  private func down(_ startsWithMachine: Bool?, _ body: @Sendable (AppSupervisor, AppScene) async throws -> Void) async throws {
    try await AppScene.with { plan in
      plan.start = .command("run serve", decidedBy: Evidence(says: "a test"))
      plan.startsWithMachine = startsWithMachine
    } _: { scene in
      try await scene.services.store.setWantsToRun(true, app: scene.supervisor.app.id)
      let supervisor = try await scene.again().supervisor
      await supervisor.adopt()
      try await body(supervisor, scene)
    }
  }

  @Test func whatIsToBeStartedIsStarting() async throws {
    try await down(nil) { supervisor, scene in
      #expect(await supervisor.state == .starting)
      #expect(await supervisor.awaitsBoot)
      await supervisor.runDue(after: 0, until: 120)
      scene.services.jobs.add { await supervisor.startAtBoot() }
      try await eventually("its turn comes") { await scene.moments.count("start run serve") == 1 }
      #expect(await scene.moments.count("start run nightly") == 0, "what is due waits for the app")
    }
  }

  @Test func whatIsLeftToPeopleIsStopped() async throws {
    try await down(false) { supervisor, scene in
      #expect(await supervisor.bootNeeds == nil)
      #expect(await supervisor.state == .stopped)
      #expect(await scene.moments.count("start run serve") == 0)
    }
  }

  @Test func aStopBeforeItsTurnIsHeeded() async throws {
    try await down(nil) { supervisor, scene in
      _ = try await supervisor.stop()
      await supervisor.startAtBoot()
      #expect(await supervisor.state == .stopped)
      #expect(await scene.moments.count("start run serve") == 0)
    }
  }
}

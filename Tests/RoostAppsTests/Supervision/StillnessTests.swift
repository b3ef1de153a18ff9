import RoostModel
import RoostTestSupport
import Testing

@testable import RoostApps

@Suite struct StillnessTests {
  private func due(_ scene: AppScene) async { await scene.supervisor.runDue(after: 0, until: 60) }

  @Test func nothingBeginsWhileACopyIsMade() async throws {
    try await AppScene.with { scene in
      let moments = scene.moments
      _ = try await scene.supervisor.start()
      try await eventually("the worker runs") { await moments.count("start run worker") == 1 }
      try await scene.supervisor.stillWhile { () async throws(Problem) in
        await moments.reach("copy")
        scene.process("worker")?.end()
        await self.due(scene)
        // Long enough for a start that does not wait.
        try? await Task.sleep(for: .milliseconds(300))
        await moments.reach("copied")
      }
      try await eventually("both run again") {
        let starts = (await moments.count("start run worker"), await moments.count("start run nightly"))
        return starts == (2, 1)
      }
      let seen = await moments.seen
      let copied = try #require(seen.firstIndex(of: "copied"))
      #expect(seen.lastIndex(of: "start run worker")! > copied && seen.firstIndex(of: "start run nightly")! > copied, "\(seen)")
      #expect(seen.firstIndex(of: "pause run worker")! < seen.firstIndex(of: "copy")!, "\(seen)")
    }
  }

  @Test func aStartUnderWayIsWaitedForAndStopped() async throws {
    try await AppScene.with { scene in
      let moments = scene.moments
      _ = try await scene.supervisor.start()
      try await eventually("the worker runs") { await moments.count("start run worker") == 1 }
      await moments.hold("start run nightly")
      await due(scene)
      try await eventually("it is being started") { await moments.count("start run nightly") == 1 }
      async let copied: Void = scene.supervisor.stillWhile { () async throws(Problem) in await moments.reach("copy") }
      // Long enough for a copy that does not wait.
      try await Task.sleep(for: .milliseconds(200))
      #expect(await moments.count("copy") == 0)
      await moments.letGo("start run nightly")
      try await copied
      let seen = await moments.seen
      #expect(seen.firstIndex(of: "pause run nightly")! < seen.firstIndex(of: "copy")!, "\(seen)")
      #expect(seen.contains("resume run nightly") && seen.contains("resume run worker"), "\(seen)")
    }
  }

  @Test func aTurnOfSleepIsWaitedFor() async throws {
    try await AppScene.with { scene in
      let moments = scene.moments
      _ = try await scene.supervisor.start()
      await scene.supervisor.turn(true)
      async let copied: Void = scene.supervisor.stillWhile { () async throws(Problem) in await moments.reach("copy") }
      // Long enough for a copy that does not wait.
      try await Task.sleep(for: .milliseconds(200))
      #expect(await moments.count("copy") == 0)
      await scene.supervisor.turn(false)
      try await copied
    }
  }

  @Test func theAppGoesOnWhateverBecameOfTheCopy() async throws {
    try await AppScene.with { scene in
      let moments = scene.moments
      _ = try await scene.supervisor.start()
      try await eventually("the worker runs") { await moments.count("start run worker") == 1 }
      let failure = Problem(.diskFull, "full", hint: "none")
      await #expect(throws: failure) { try await scene.supervisor.stillWhile { () async throws(Problem) in throw failure } }
      #expect(await moments.count("resume run worker") == 1)
      let cancelled = Task {
        try await scene.supervisor.stillWhile { () async throws(Problem) in
          await moments.reach("copy")
          do { try await Task.sleep(for: .seconds(60)) } catch { throw Problem.unexpected(error, during: "copying") }
        }
      }
      try await eventually("it is being copied") { await moments.count("copy") == 1 }
      cancelled.cancel()
      await #expect(throws: Problem.self) { try await cancelled.value }
      #expect(await moments.count("resume run worker") == 2)
      await due(scene)
      try await eventually("schedules run again") { await moments.count("start run nightly") == 1 }
    }
  }

  @Test func whereNothingCanBePausedAllIsEndedAndStartedAgain() async throws {
    try await AppScene.with(canPause: false) { scene in
      let moments = scene.moments
      _ = try await scene.supervisor.start()
      await due(scene)
      try await eventually("both run") {
        let starts = (await moments.count("start run worker"), await moments.count("start run nightly"))
        return starts == (1, 1)
      }
      try await scene.supervisor.stillWhile { () async throws(Problem) in
        await moments.reach("copy")
        #expect(scene.strategy.environments.isEmpty)
      }
      try await eventually("the worker runs again") { await moments.count("start run worker") == 2 }
      #expect(await scene.supervisor.summary.state == .running)
    }
  }

  @Test func roomIsMadeThoughNothingServes() async throws {
    try await AppScene.with { scene in
      let moments = scene.moments
      _ = try await scene.supervisor.start()
      await moments.hold("start run nightly")
      await due(scene)
      try await eventually("one is being started") { await moments.count("start run nightly") == 1 }
      async let room: Void = scene.supervisor.makeRoom()
      await moments.letGo("start run nightly")
      await room
      #expect(scene.strategy.environments.isEmpty)
      await due(scene)
      // Long enough for a start that nobody wants.
      try await Task.sleep(for: .milliseconds(200))
      #expect(scene.strategy.environments.isEmpty)
    }
  }
}

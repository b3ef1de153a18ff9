import RoostEnvironments
import RoostModel
import RoostStore
import RoostTestSupport
import Synchronization
import Testing

@testable import RoostApps

/// The environment that a sleeping app has ready: when it is made, kept, used and removed.
@Suite struct SpareTests {
  /// An app that sleeps without a process, as a daemon finds it that has just started.
  private func asleep(_ body: @Sendable (AppScene) async throws -> Void) async throws {
    try await AppScene.with { plan in
      plan.start = .command("run serve", decidedBy: Evidence(says: "a test"))
      plan.otherProcesses = [:]
      plan.schedules = nil
    } _: { scene in
      let nap = NapRecord(release: 2, isFrozen: false, since: 1, lastUse: 1)
      try await scene.services.store.setNap(nap, app: scene.supervisor.app.id)
      try await body(try await scene.again())
    }
  }

  private func ready(_ scene: AppScene) async throws -> EnvironmentSpec {
    try await eventually("an environment is ready") { await scene.supervisor.spare != nil }
    return try #require(await scene.supervisor.spare?.spec)
  }

  @Test func whatFitsIsKeptAndWhatDoesNotIsMadeAnew() async throws {
    try await asleep { scene in
      await scene.supervisor.adopt()
      let first = try await ready(scene)
      // Layers of others came: many looks, and nothing to do.
      for _ in 0..<3 { await scene.supervisor.renewSpare() }
      #expect(try await ready(scene).id == first.id)
      #expect(await scene.moments.count("prepare") == 1)
      #expect(await scene.moments.count("gone nothing") == 0)
      _ = try await scene.supervisor.change(AppLimitsChange(set: ["memory": "300M"]))
      try await eventually("it has the new limit") {
        await scene.supervisor.spare?.spec.limits.memory == ByteCount.mebibytes(300)
      }
      try await eventually("the other one is gone") { scene.strategy.environments.count == 1 }
      #expect(await scene.moments.count("prepare") == 2)
    }
  }

  @Test func aStopCallsOffAStartThatWaitsForItsEnvironment() async throws {
    try await asleep { scene in
      await scene.moments.hold("boot")
      await scene.supervisor.adopt()
      try await eventually("it is being made") { await scene.moments.count("boot") == 1 }
      await scene.supervisor.knocked()
      try await eventually("a start is under way") { await scene.supervisor.restarting != nil }
      async let stopped = scene.supervisor.stop()
      try await eventually("it is called off") { await scene.supervisor.restarting?.isCalledOff == true }
      await scene.moments.letGo("boot")
      #expect(try await stopped.state == .stopped)
      #expect(await scene.moments.count("start run serve") == 0)
      #expect(await scene.supervisor.spare == nil)
      #expect(scene.strategy.environments.isEmpty)
    }
  }

  @Test func aDeploymentThatComesWhileItIsMadeRemovesIt() async throws {
    try await asleep { scene in
      await scene.moments.hold("boot")
      await scene.supervisor.adopt()
      try await eventually("it is being made") { await scene.moments.count("boot") == 1 }
      async let removed = scene.supervisor.remove()
      try await eventually("the removal waits") { await scene.supervisor.isBusy }
      await scene.moments.letGo("boot")
      #expect(try await removed.isEmpty)
      #expect(scene.strategy.environments.isEmpty)
    }
  }

  /// Between the knock and the start of the process something else may look at what is ready.
  @Test func whoIsAboutToStartKeepsItsEnvironment() async throws {
    try await asleep { scene in
      await scene.supervisor.adopt()
      let made = try await ready(scene)
      await scene.supervisor.knocked()
      await scene.supervisor.alignSpare()
      try await eventually("it has started") { await scene.moments.count("start run serve") == 1 }
      #expect(scene.strategy.environments.map(\.spec.id) == [made.id])
    }
  }

  /// No two processes work on the same data.
  @Test func aProcessThatIsNotKnownToRunEndsBeforeTheNextBegins() async throws {
    try await asleep { scene in
      await scene.supervisor.adopt()
      _ = try await ready(scene)
      scene.strategy.failsToTell.withLock { $0 = true }
      await scene.supervisor.knocked()
      try await eventually("it was started twice") { await scene.moments.count("start run serve") == 2 }
      let seen = await scene.moments.seen
      #expect(try #require(seen.firstIndex(of: "gone run serve")) < seen.lastIndex(of: "start run serve")!, "\(seen)")
    }
  }

  @Test func anAppWhoseProcessDiesWhileItSleepsHasOne() async throws {
    try await asleep { scene in
      await scene.moments.hold("boot")
      await scene.supervisor.adopt()
      await scene.supervisor.dropSpare()
      try await scene.supervisor.dieAsleep(in: scene)
      await scene.moments.letGo("boot")
      _ = try await ready(scene)
    }
  }

  @Test func whatServesDoesNotStandStill() async throws {
    try await asleep { scene in
      let run = try await scene.run()
      let release = try #require(try await scene.services.store.release(2, of: scene.supervisor.app.id))
      #expect(await scene.supervisor.shows(release, run).isEmpty)
    }
  }

  @Test func afterAStartOfTheDaemonFewAreMadeAtOnce() async throws {
    try await asleep { scene in
      await scene.moments.hold("boot")
      var apps: [AppScene] = []
      for _ in 0..<6 {
        let app = try await scene.again()
        await app.supervisor.adopt()
        apps.append(app)
      }
      try await eventually("some are being made") { await scene.moments.count("boot") >= 2 }
      await scene.moments.letGo("boot")
      try await eventually("all have one") { await scene.moments.count("booted") == 6 }
      var (now, most) = (0, 0)
      for moment in await scene.moments.seen {
        if moment == "boot" { now += 1 } else if moment == "booted" { now -= 1 }
        most = max(most, now)
      }
      #expect(most == 2)
      for app in apps { _ = try await ready(app) }
    }
  }

  /// Nobody's request waits until it is removed.
  @Test func whatAnEarlierDaemonMadeIsRemovedAfterTheStart() async throws {
    try await asleep { scene in
      let left = EnvironmentSpec(layers: [], user: await scene.supervisor.app.user)
      _ = try await scene.strategy.prepare(left)
      let supervisor = Supervisor(services: scene.services)
      try await supervisor.open()
      #expect(try await scene.strategy.known().contains(left.id))
      try await eventually("a new one is ready") { await scene.moments.count("booted") == 1 }
      await supervisor.removeRemains()
      let known = try await scene.strategy.known()
      #expect(known.count == 1 && !known.contains(left.id))
    }
  }
}

extension AppScene {
  /// A process of the live release.
  func run() async throws -> LiveRun {
    let app = await supervisor.app
    let spec = EnvironmentSpec(layers: [], user: app.user)
    let record = try await services.store.newRun(spec.id, app: app.id, release: 2, purpose: .serve, now: 1)
    let environment = try await strategy.prepare(spec)
    let process = try await environment.spawn(ProcessSpec("run", ["serve"]))
    let plan = try #require(try await services.store.release(2, of: app.id)?.plan)
    return LiveRun(record: record, environment: environment, process: process, hostPID: nil, plan: plan, statics: [])
  }
}

extension AppSupervisor {
  func dieAsleep(in scene: AppScene) async throws {
    let run = try await scene.run()
    live = run
    sleep.nap?.isFrozen = true
    await endedAsleep(run)
  }

  /// What stands still when a run serves that came back.
  func shows(_ release: ReleaseRecord, _ run: LiveRun) -> Set<EnvironmentID> {
    still.insert(run.record.environment)
    show(release, run: run)
    return still
  }
}

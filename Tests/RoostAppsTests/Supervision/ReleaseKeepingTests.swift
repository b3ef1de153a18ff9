import RoostModel
import RoostSources
import RoostStore
import RoostTestSupport
import Synchronization
import SystemPackage
import Testing

@testable import RoostApps

@Suite struct ReleaseKeepingTests {
  @Test func aReleaseThatIsWantedIsNotRemoved() async throws {
    try await AppScene.with { scene in
      let supervisor = scene.supervisor
      let id = await supervisor.app.id
      try await supervisor.claim(1)
      await supervisor.prune()
      #expect(try await scene.services.store.release(1, of: id) != nil)
      await supervisor.unclaim()
      await supervisor.prune()
      #expect(try await scene.services.store.release(1, of: id) == nil)
    }
  }

  @Test func aReleaseThatIsLeavingIsNotGoneBackTo() async throws {
    try await AppScene.with { scene in
      let supervisor = scene.supervisor
      let goes = (try await supervisor.letGo(of: 1), try await supervisor.letGo(of: 2))
      #expect(goes == (true, false))
      await #expect(throws: Problem.self) { _ = try await supervisor.rollback(to: 1) { _ in } }
      do throws(Problem) {
        _ = try await supervisor.pin(1, true)
        Issue.record("it was pinned")
      } catch { #expect(error.code == .releaseNotFound) }
    }
  }

  @Test func aDeploymentThatGoesOnIsAsFarAsItWas() async throws {
    try await AppScene.with { scene in
      let (services, app) = (scene.services, await scene.supervisor.app)
      let record = try await services.store.newDeployment(of: app.id, .deploy, request: nil, now: 1)
      let release = try await services.store.newRelease(of: app.id, now: 1)
      var context = DeployContext(
        request: DeployRequest(directory: "", name: nil, installsRuntimes: false), fetched: FetchedSource(directory: "/"),
        app: app,
        services: services, progress: { _ in }, deployment: record.number, release: release,
        redaction: RedactionSwitch(Redactor.none))
      context.interruptedAt = "build"
      let stages = Mutex<[String]>([])
      let look: @Sendable (inout DeployContext) async throws(Problem) -> Void = { (context) async throws(Problem) in
        let stage = try await services.store.deployments(of: app.id).first?.stage ?? ""
        stages.withLock { $0.append(stage) }
      }
      let steps = ["source", "plan", "build", "boot"].map { DeployStep(name: $0, run: look) }
      try await Deployment(steps: steps).run(&context, until: CallOff())
      #expect(stages.withLock { $0 } == ["build", "build", "build", "boot"])
    }
  }

  @Test func anAppThatIsLeftToPeopleIsNotStartedByARuntime() async throws {
    try await AppScene.with({ $0.startsWithMachine = false }) { scene in
      let supervisor = scene.supervisor
      // As after a start of the daemon: its files are not served before somebody says so.
      await supervisor.adopt()
      await supervisor.leaveToBoot()
      #expect(await supervisor.bootNeeds == nil)
      await supervisor.runtimesChanged()
      try await scene.settle()
      #expect(await supervisor.summary.state == .stopped)
      #expect(try await supervisor.start().state == .running)
    }
  }
}

extension AppSupervisor {
  fileprivate func unclaim() { wantedRelease = nil }
  fileprivate func leaveToBoot() { awaitsBoot = true }
}

import Logging
import RoostEnvironments
import RoostModel
import RoostStore
import RoostSystem

extension AppSupervisor {
  /// Asks what serves again and again whether it is well, as its `health` says; one that is not any more is ended, and
  /// started again as after a crash.
  func checkHealth(of run: LiveRun, _ release: ReleaseRecord) {
    guard let plan = release.plan, let path = plan.healthPath, plan.healthRules.interval > 0 else { return }
    let rules = plan.healthRules
    services.jobs.add { [weak self] in
      var failures = 0
      while (try? await ContinuousClock().sleep(for: .seconds(rules.interval))) != nil {
        guard let self, await self.serves(run) else { return }
        // One that is paused on purpose is asked when it goes on.
        guard await self.state == .running else { continue }
        let answer = await HTTPProbe.ask(run, path, plan, name: self.app.name, within: .seconds(rules.timeout))
        failures = answer.isWell ? 0 : failures + 1
        guard failures < rules.failures else { return await self.end(unwell: run, path, failures) }
      }
    }
  }

  private func serves(_ run: LiveRun) -> Bool { live?.record.environment == run.record.environment }

  private func end(unwell run: LiveRun, _ path: String, _ failures: Int) async {
    guard serves(run), !isBusy else { return checkAgain(run) }
    unhealthy[run.record.environment] = "GET \(path) failed \(failures) times in a row"
    services.logger.notice("app is not well", metadata: ["app.name": "\(app.name)", "path": "\(path)"])
    await noting("ending a run that is not well") { () async throws(Problem) in
      try await run.process.end(grace: services.configuration.stopGrace)
    }
  }

  /// Something is being done to the app just now.
  private func checkAgain(_ run: LiveRun) {
    services.jobs.add { [weak self] in
      guard let self, let release = await self.liveReleaseRecord(run) else { return }
      await self.checkHealth(of: run, release)
    }
  }

  private func liveReleaseRecord(_ run: LiveRun) async -> ReleaseRecord? {
    guard serves(run) else { return nil }
    do { return try await services.store.release(run.record.release, of: app.id) } catch { return nil }
  }
}

extension HTTPProbe {
  fileprivate static func ask(_ run: LiveRun, _ path: String, _ plan: Plan, name: AppName, within limit: Duration) async -> Answer
  {
    guard let connection = try? await run.environment.dial(plan.port), case .descriptor(let descriptor) = connection else {
      return .closed
    }
    return await ask(descriptor: descriptor, path: path, host: "\(name).localhost", timeout: limit)
  }
}

extension HTTPProbe.Answer {
  fileprivate var isWell: Bool {
    if case .status(let status) = self { (200..<400).contains(status) } else { false }
  }
}

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
        if failures >= rules.failures, await self.end(unwell: run, path, failures) { return }
      }
    }
  }

  private func serves(_ run: LiveRun) -> Bool { live?.record.environment == run.record.environment }

  /// `false` while something else is being done to the app.
  private func end(unwell run: LiveRun, _ path: String, _ failures: Int) async -> Bool {
    guard serves(run), !isBusy else { return false }
    unhealthy[run.record.environment] = "GET \(path) failed \(failures) times in a row"
    services.logger.notice("app is not well", metadata: ["app.name": "\(app.name)", "path": "\(path)"])
    await noting("ending a run that is not well") { () async throws(Problem) in
      try await run.process.end(grace: services.configuration.stopGrace)
    }
    return true
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

import Logging
package import RoostModel
import RoostStore

extension AppSupervisor {
  /// Looks whether the live release still has, or has again, what it runs on. A process that runs goes on running: what it
  /// holds open stays.
  func runtimesChanged() async {
    await renewSpare()
    guard !isRemoved, !isBusy, !awaitsBoot, live == nil, app.liveRelease != nil else { return }
    do {
      guard let needs = try await needs() else { return }
      // The actor was free meanwhile.
      guard !isRemoved, !isBusy, live == nil, state != .running else { return }
      judge(needs)
    } catch {
      services.logger.error("looking at an app's runtimes failed", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
  }

  private func judge(_ needs: RuntimeNeeds) {
    if let problem = needs.problem(of: app.name) {
      hide(.runtimeMissing, because: problem)
    } else if app.wantsToRun, !isLeftToPeople, state == .runtimeMissing || state == .stopped {
      restart(after: .zero)
    } else if state == .runtimeMissing {
      showStopped()
    }
  }

  /// What the live release needs; `nil` before there is one.
  private func needs() async throws(Problem) -> RuntimeNeeds? {
    guard let number = app.liveRelease, let release = try await services.store.release(number, of: app.id) else { return nil }
    return try await services.needs(of: release)
  }

  /// Whether the app could start with what is installed.
  package func runtimeCheck() async throws(Problem) -> RuntimeCheckResult {
    guard let needs = try await needs() else {
      throw Problem(.appNotRunning, "\(app.name) has no release yet", hint: "deploy it: roost deploy DIR --name \(app.name)")
    }
    return needs.check
  }

  /// Ends the app because a layer below it goes. It still wants to run: when the layer is there again, it does.
  func stopForRemoval() async throws(Problem) {
    try await exclusively("a runtime it needs is being removed") { () async throws(Problem) in
      _ = await stopProcesses()
    }
  }
}

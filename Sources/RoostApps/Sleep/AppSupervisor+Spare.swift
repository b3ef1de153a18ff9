import Logging
import RoostEnvironments
import RoostModel
import RoostStore
import RoostSystem

/// An app that sleeps without a process has the environment of its next one ready: whoever wakes it waits for the app alone.
/// No row tells of it. What a daemon leaves of it when it ends, the next one removes with all that no row tells of.
extension AppSupervisor {
  private var wantsSpare: Bool {
    !isRemoved && state == .sleeping && live == nil && sleep.nap?.isFrozen == false && plan?.target.map { $0 == .sandbox } ?? true
  }

  /// After something has happened to the app.
  func alignSpare() async {
    // Whoever changes the app has it aligned at the end.
    guard !isBusy else { return }
    if !wantsSpare {
      // It is for the start that is about to begin, and at whose end this is asked again.
      guard state != .starting else { return }
      return await dropSpare()
    }
    guard spare == nil else { return }
    services.jobs.add { [weak self] in await self?.makeSpareInTurn() }
  }

  func alignSpareSoon() { services.jobs.add { [weak self] in await self?.alignSpare() } }

  func dropSpare() async {
    guard let unused = spare else { return }
    spare = nil
    await services.clearUp(unused)
  }

  /// Layers came or went, or limits were changed: what the next process can still run in is kept.
  func renewSpare() async {
    await spareMade()
    guard !isBusy else { return }
    if let spare, await suits(spare) { return }
    guard !isBusy else { return }
    await dropSpare()
    await alignSpare()
  }

  private func suits(_ spare: any Environment) async -> Bool {
    guard wantsSpare, var wanted = try? await specAhead() else { return false }
    wanted.id = spare.spec.id
    return wanted == spare.spec
  }

  /// Returns when none is being made.
  func spareMade() async {
    while isMakingSpare { await quietChange() }
  }

  /// Few at once: after a start of the daemon all sleeping apps want theirs.
  private func makeSpareInTurn() async {
    guard mayMakeSpare else { return }
    // Called off when the daemon stops.
    try? await services.spareSlots.occupy({ _ in }) { () async throws(Problem) in await makeSpare() }
  }

  private var mayMakeSpare: Bool { wantsSpare && !isBusy && spare == nil && !isMakingSpare }

  private func makeSpare() async {
    guard mayMakeSpare else { return }
    isMakingSpare = true
    do throws(Problem) {
      spare = try await madeAhead()
    } catch {
      services.logger.notice(
        "no environment is made ahead", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
    isMakingSpare = false
    tellOfQuiet()
    // The start that it was for may have failed before it looked for it.
    if !wantsSpare { await alignSpare() }
  }

  /// What its next process runs in; `nil` before there is a release.
  private func specAhead() async throws(Problem) -> EnvironmentSpec? {
    guard let number = app.liveRelease, let release = try await services.store.release(number, of: app.id) else { return nil }
    guard let plan = release.plan else { return nil }
    let runtimes = try await services.runtimes(of: release, app: app.name)
    let given = try await services.given(to: app, plan)
    return try Launcher(services: services, app: app, release: release).spec(runtimes, given)
  }

  private func madeAhead() async throws(Problem) -> (any Environment)? {
    guard let spec = try await specAhead() else { return nil }
    let environment = try await services.strategy.prepare(spec)
    do throws(Problem) {
      try await environment.boot()
      return environment
    } catch {
      await services.clearUp(environment)
      throw error
    }
  }
}

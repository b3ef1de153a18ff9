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
    if !wantsSpare { return await dropSpare() }
    guard spare == nil else { return }
    services.jobs.add { [weak self] in await self?.makeSpare() }
  }

  func dropSpare() async {
    guard let unused = spare else { return }
    spare = nil
    await services.clearUp(unused)
  }

  /// Layers came or went.
  func renewSpare() async {
    await spareMade()
    guard !isBusy else { return }
    await dropSpare()
    await alignSpare()
  }

  /// Returns when none is being made.
  func spareMade() async {
    while isMakingSpare { await quietChange() }
  }

  private func makeSpare() async {
    guard wantsSpare, !isBusy, spare == nil, !isMakingSpare else { return }
    isMakingSpare = true
    do throws(Problem) {
      spare = try await madeAhead()
    } catch {
      services.logger.notice(
        "no environment is made ahead", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
    isMakingSpare = false
    tellOfQuiet()
  }

  private func madeAhead() async throws(Problem) -> (any Environment)? {
    guard let number = app.liveRelease, let release = try await services.store.release(number, of: app.id) else { return nil }
    let runtimes = try await services.runtimes(of: release, app: app.name)
    let environment = try await services.strategy.prepare(Launcher(services: services, app: app, release: release).spec(runtimes))
    do throws(Problem) {
      try await environment.boot()
      return environment
    } catch {
      await services.clearUp(environment)
      throw error
    }
  }
}

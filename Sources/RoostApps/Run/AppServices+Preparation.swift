import Logging
import RoostEnvironments
import RoostModel
import RoostStore
import RoostSystem

extension AppServices {
  /// Records an environment, then prepares it: whatever happens next, a later daemon knows whose it is.
  func prepare(
    _ spec: EnvironmentSpec, app: AppRecord, release: ReleaseRecord, purpose: RunRecord.Purpose, role: String? = nil
  ) async throws(Problem) -> (RunRecord, any Environment) {
    let record = try await store.newRun(
      spec.id, app: app.id, release: release.number, purpose: purpose, role: role, now: now())
    do {
      return (record, try await strategy.prepare(spec))
    } catch {
      try await store.deleteRun(spec.id)
      throw error
    }
  }

  /// Takes an environment apart when `work` is done, has failed or was called off.
  func using(_ environment: any Environment, _ work: () async throws(Problem) -> Void) async throws(Problem) {
    do {
      try await work()
    } catch {
      await clearUp(environment)
      throw error
    }
    if let problem = await end(environment) { throw problem }
  }

  /// After a failure, which is what is told: what cannot be removed now is removed later.
  func clearUp(_ environment: any Environment) async {
    guard let problem = await end(environment) else { return }
    logger.error("an environment is left", metadata: ["environment.id": "\(environment.spec.id)", "problem": "\(problem)"])
    await leftovers.keep(.environment(environment.spec.id))
  }

  private func end(_ environment: any Environment) async -> Problem? {
    let store = store
    return await jobs.toTheEnd {
      do throws(Problem) {
        try await environment.destroy(grace: .zero)
        try await store.deleteRun(environment.spec.id)
        return nil
      } catch { return error }
    }
  }
}

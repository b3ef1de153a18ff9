import RoostEnvironments
import RoostModel
import RoostStore

extension AppServices {
  /// Records an environment, then prepares it: whatever happens next, a later daemon knows whose it is.
  func prepare(
    _ spec: EnvironmentSpec, app: AppRecord, release: ReleaseRecord, purpose: RunRecord.Purpose
  ) async throws(Problem) -> (RunRecord, any Environment) {
    let record = try await store.newRun(spec.id, app: app.id, release: release.number, purpose: purpose, now: now())
    do {
      return (record, try await strategy.prepare(spec))
    } catch {
      try await store.deleteRun(spec.id)
      throw error
    }
  }
}

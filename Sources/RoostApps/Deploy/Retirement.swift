import RoostGateway
import RoostModel
import RoostStore

/// Takes a run out of service after a switch: waits for the requests it still answers, then ends it.
struct Retirement: Sendable {
  let services: AppServices
  let app: AppRecord

  func retire(_ run: LiveRun) async throws(Problem) {
    await services.gateway.drain(run.target, timeout: services.configuration.drainTimeout)
    guard let release = try await services.store.release(run.record.release, of: app.id) else { return }
    try await Launcher(services: services, app: app, release: release).end(run)
  }
}

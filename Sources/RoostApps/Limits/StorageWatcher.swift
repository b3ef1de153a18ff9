import RoostModel
import RoostStore
import RoostSystem

/// Walks through what apps have on disk, one after the other and seldom, and has those stopped that take up more than they may.
///
/// Apart from what looks every ten seconds: a walk through many files takes its time.
actor StorageWatcher {
  private static let beat: Duration = .seconds(5)

  private struct Watch: Sendable {
    var pace = StoragePace()
    var rule = StorageRule()
  }

  private let services: AppServices
  private var watches: [AppID: Watch] = [:]

  init(services: AppServices) { self.services = services }

  /// Until it is cancelled.
  func run(over apps: @escaping @Sendable () async -> [AppSupervisor]) async {
    repeat { await look(at: await apps()) } while (try? await ContinuousClock().sleep(for: StorageWatcher.beat)) != nil
  }

  func look(at apps: [AppSupervisor]) async {
    var present: Set<AppID> = []
    for supervisor in apps {
      let app = await supervisor.app
      present.insert(app.id)
      await look(at: supervisor, app)
    }
    watches = watches.filter { present.contains($0.key) }
  }

  private func look(at supervisor: AppSupervisor, _ app: AppRecord) async {
    var watch = watches[app.id] ?? Watch()
    let limit = await supervisor.quota.storage
    if limit != nil { watch.pace.limited(from: SteadyTime.seconds) }
    defer { watches[app.id] = watch }
    guard watch.pace.isDue(at: SteadyTime.seconds) else { return }
    let began = ContinuousClock.now
    let used = await services.usages.measure(app)
    let seconds = (ContinuousClock.now - began).inSeconds
    watch.pace.walked(at: SteadyTime.seconds, taking: seconds, isLimited: limit != nil)
    guard let used else { return }
    let verdict = watch.rule.see(used, limit, at: services.now())
    // What ends slowly keeps nobody else from being looked at.
    services.jobs.add { await supervisor.heed(verdict) }
  }
}

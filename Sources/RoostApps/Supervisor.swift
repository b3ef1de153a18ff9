import Logging
import RoostEnvironments
package import RoostModel
import RoostSources
import RoostStore
import RoostSystem
import ServiceLifecycle

/// All apps of this node. Takes them over at start, hands out their supervisors, runs what goes on in the background.
///
/// Ends without stopping an app: they outlive the daemon.
package actor Supervisor: Service {
  let services: AppServices
  let observer: AppObserver
  private let storageWatcher: StorageWatcher
  private var supervisors: [AppName: AppSupervisor] = [:] {
    didSet { all = supervisors.sorted { $0.key.text < $1.key.text }.map(\.value) }
  }
  /// In the order of their names.
  private(set) var all: [AppSupervisor] = []
  private var opened = false
  /// Apps whose source is fetched after a push.
  var pulls = PullQueue()
  let gitPlaces = GitPlaces()
  /// Whose push stands between its look at the app's branch and git's end.
  var pushTurns: [AppName: GitPlace] = [:]
  /// Apps that are being removed because nothing came of them.
  var leaving: Set<AppName> = []
  /// Git clients that wait for the end of either.
  var gitWaiters: [AppName: [AsyncStream<Never>.Continuation]] = [:]
  /// Titles of the layers at the last look, by name.
  var layerNames: [String: String]?
  /// What an earlier daemon left, until it is removed.
  var remains = Remains()
  /// Code that waits to be deployed.
  var drafts: [DraftID: Draft] = [:]
  /// How many are being fetched.
  var draftsUnderWay = 0

  package init(services: AppServices) {
    self.services = services
    observer = AppObserver(services: services)
    storageWatcher = StorageWatcher(services: services)
  }

  /// Takes over what an earlier daemon left. Called before the gateway listens, so that no request meets an empty table.
  package func open() async throws(Problem) {
    try await services.fetcher.open()
    try await services.backupSpool.open()
    await lookForRemains()
    for record in try await services.store.apps() {
      supervisors[record.name] = AppSupervisor(services: services, app: record)
    }
    await withTaskGroup(of: Void.self) { group in
      for supervisor in supervisors.values { group.addTask { await supervisor.adopt() } }
    }
    await runtimesChanged()
    opened = true
  }

  package func run() async throws {
    let jobs = services.jobs
    let changes = services.layerChanges
    let events = services.events
    let leftovers = services.leftovers
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        group.addTask { for await _ in changes.words { await self.runtimesChanged() } }
        group.addTask { await leftovers.run() }
        group.addTask { await self.startApps() }
        group.addTask { await self.removeRemains() }
        group.addTask { await self.keepTime() }
        group.addTask { await self.keepBackups() }
        group.addTask { await self.beat() }
        group.addTask { await self.observer.run { await self.all } }
        group.addTask { await self.storageWatcher.run { await self.all } }
        for await job in jobs.jobs { group.addTask { await job() } }
        group.cancelAll()
      }
    } onGracefulShutdown: {
      jobs.finish()
      changes.finish()
      events.finish()
    }
  }

  package func supervisor(of name: AppName) throws(Problem) -> AppSupervisor {
    guard let supervisor = supervisors[name] else { throw Problem.noSuchApp(name) }
    return supervisor
  }

  func supervisorOrNew(of name: AppName) async throws(Problem) -> AppSupervisor {
    if let supervisor = supervisors[name] { return supervisor }
    let record = try await services.store.appOrNew(named: name, now: services.now())
    // The actor was free meanwhile: another deployment may have made it.
    if let supervisor = supervisors[name] { return supervisor }
    let supervisor = AppSupervisor(services: services, app: record)
    supervisors[name] = supervisor
    return supervisor
  }

  func forget(_ name: AppName) { supervisors[name] = nil }

  package var count: Int { supervisors.count }
}

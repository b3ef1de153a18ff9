import Glibc
import RoostApps
import RoostInstaller
import RoostModel
import RoostStore
import SystemPackage

/// The apps of a home that no daemon serves, as its database has them. Nothing is started or stopped.
actor LocalApps {
  private let home: FilePath
  private let known: [RuntimeID]
  private var opened: Store?

  /// `known` are all runtimes of the catalogue.
  init(home: FilePath, known: [RuntimeID]) {
    self.home = home
    self.known = known
  }

  nonisolated var control: AppControl {
    AppControl(
      users: { (layer) async throws(Problem) in try await self.users(of: layer) },
      requirements: { () async throws(Problem) in try await self.requirements() },
      stop: { (use) async throws(Problem) in try await self.stop(use) },
      changed: {})
  }

  private func users(of layer: InstalledLayer) async throws(Problem) -> [AppUse] {
    guard let store = try store() else { return [] }
    var uses: [AppUse] = []
    for name in try await store.users(of: layer.name) {
      uses.append(AppUse(app: name.text, state: try await state(of: name, in: store), version: layer.version))
    }
    return uses
  }

  /// Processes outlive their daemon: a run that is written down may still be there.
  private func state(of name: AppName, in store: Store) async throws(Problem) -> AppState {
    guard let app = try await store.app(named: name) else { return .stopped }
    return try await store.runs(of: app.id).contains { $0.purpose == .serve } ? .running : .stopped
  }

  private func requirements() async throws(Problem) -> [AppRequirement] {
    try await store()?.appRequirements(of: known) ?? []
  }

  private func stop(_ use: AppUse) throws(Problem) {
    guard use.state == .running else { return }
    throw Problem(
      .daemonUnreachable, "\(use.app) runs on although no daemon does, and only a daemon can stop it",
      hint: "start the daemon and try again: roost serve --home \(home)")
  }

  /// Nil without a database, and for a user who may not read it: such a user cannot change anything here either.
  private func store() throws(Problem) -> Store? {
    if let opened { return opened }
    let path = home.appending("roost.db")
    guard access(path.string, R_OK | W_OK) == 0 else { return nil }
    let store = try Store(path: path)
    opened = store
    return store
  }
}

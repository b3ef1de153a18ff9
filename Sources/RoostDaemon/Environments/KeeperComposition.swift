import Logging
import RoostEnvironments
import RoostInstaller
import RoostKeeper
import RoostModel
import RoostSystem

/// Makes the keeper of named environments.
struct KeeperComposition: Sendable {
  let settings: Settings
  let logger: Logger

  func make(installer: Installer, apps: AppControl) async throws(Problem) -> Keeper {
    let paths = KeeperPaths(home: settings.homePath)
    let strategies = try await StrategyComposition(settings: settings, logger: logger).make(home: paths.home)
    let specs = EnvironmentSpecs(settings: settings)
    return Keeper(
      services: KeeperServices(
        paths: paths, strategies: strategies,
        compose: { (request, snapshot, progress) async throws(Problem) in
          let layers = try await KeeperComposition.layers(request, snapshot, installer, apps, progress)
          let spec = try await BlockingWork.run { () throws(Problem) in try specs.spec(request, layers: layers, over: snapshot) }
          return ComposedEnvironment(
            spec: spec, madeOf: snapshot?.summary.madeOf ?? request.image.map { [$0.title] } ?? layers.map(\.name))
        },
        openPorts: { (mappings) throws(Problem) in try LoopbackPorts(mappings) }, logger: logger, now: WallClock.now))
  }

  /// What needs nothing has the base alone.
  private static let base = "debian"

  private static func layers(
    _ request: EnvironmentRequest, _ snapshot: KeptSnapshot?, _ installer: Installer, _ apps: AppControl,
    _ progress: @escaping ProgressSink
  ) async throws(Problem) -> [InstalledLayer] {
    guard request.image == nil, snapshot == nil else { return [] }
    let specifiers = request.runtimes.isEmpty ? [base] : request.runtimes
    return try await installer.install(InstallRequest(specifiers: specifiers), apps: apps, progress: progress).layers
  }
}

extension EnvironmentImage {
  /// As a person calls it.
  var title: String {
    switch self {
    case .reference(let name): name
    case .dockerfile(let context, let file): "\(file) in \(context)"
    }
  }
}

extension AppControl {
  /// Named environments and snapshots count as users of their layers, too; nobody but their owner takes them away.
  func counting(_ kept: KeptUses) -> AppControl {
    var control = self
    let apps = self
    control.users = { (layer) async throws(Problem) in
      let others = try await kept.users(of: layer.tree)
      return try await apps.users(layer) + others.map { AppUse(app: $0, state: .running, version: layer.version) }
    }
    control.stop = { (use) async throws(Problem) in
      if let refusal = KeptUses.refusal(of: use.app) { throw refusal }
      try await apps.stop(use)
    }
    return control
  }
}

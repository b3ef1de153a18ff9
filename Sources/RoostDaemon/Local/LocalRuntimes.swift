import Glibc
import Logging
import RoostCatalog
import RoostInstaller
import RoostKeeper
package import RoostModel
import RoostSystem
import SystemPackage

/// What can be done with runtimes where no daemon serves the home: in this process, by an installer of its own.
///
/// Reading needs nothing but the files. What changes something makes the home first, and says so when it may not.
package struct LocalRuntimes: Sendable {
  private let settings: Settings
  private let installer: Installer
  private let environments: LocalEnvironments

  private init(_ settings: Settings) throws(Problem) {
    var logger = Logger(label: "roost") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    let composition = InstallerComposition(settings: settings, logger: logger)
    let environments = LocalEnvironments(settings: settings, logger: logger)
    installer = composition.make(try Parts.makeCatalogue()) { () async throws(Problem) in try await environments.sandbox() }
    self.settings = settings
    self.environments = environments
  }

  /// Runs `body` with the operations; what it made for itself is gone afterwards.
  package static func with<Result>(
    _ home: HomeDirectory, _ body: (RuntimeOperations) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let settings = try await SettingsLoader(options: ServeOptions(home: home.path), environment: ProcessVariables.all).load()
    let runtimes = try LocalRuntimes(settings)
    return try await runtimes.environments.using { () async throws(Problem) in try await body(runtimes.operations) }
  }

  private var operations: RuntimeOperations {
    let apps = LocalApps(home: settings.homePath, known: installer.catalogue.entries.map(\.id)).control
      .counting(KeptUses(paths: KeeperPaths(home: settings.homePath)))
    var operations = RuntimeComposition(installer: installer, apps: apps, settings: settings).operations()
    operations.install = changing(operations.install)
    operations.remove = changing(operations.remove)
    operations.verify = changing(operations.verify)
    operations.upgrade = changing(operations.upgrade)
    operations.collect = changing(operations.collect)
    operations.undo = changing(operations.undo)
    operations.createBundle = changing(operations.createBundle)
    operations.installBundle = changing(operations.installBundle)
    let repair = operations.repair
    operations.repair = { (sink) async throws(Problem) in
      try await prepare()
      return try await repair(sink)
    }
    let choose = operations.chooseProfile
    operations.chooseProfile = { (name) async throws(Problem) in
      try await prepare()
      return try await choose(name)
    }
    return operations
  }

  private func changing<Request: Sendable, Result: Sendable>(
    _ operation: @escaping @Sendable (Request, @escaping ProgressSink) async throws(Problem) -> Result
  ) -> @Sendable (Request, @escaping ProgressSink) async throws(Problem) -> Result {
    { (request, sink) async throws(Problem) in
      try await prepare()
      return try await operation(request, sink)
    }
  }

  private func prepare() async throws(Problem) {
    do throws(Problem) {
      try HomePreparation(settings: settings).prepare()
    } catch {
      guard geteuid() != 0 else { throw error }
      throw Problem(
        .permissionDenied, "no daemon answers for \(settings.home.path), and this user may not write there",
        hint: "run it as root: sudo roost ...; or use a home of your own: --home ~/.local/share/roost", cause: error.cause)
    }
    try await installer.open()
    try CatalogueSerial(home: settings.homePath).admit(installer.catalogue)
  }
}

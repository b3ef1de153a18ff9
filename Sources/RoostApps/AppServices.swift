package import Logging
package import RoostCatalog
package import RoostEnvironments
package import RoostGateway
package import RoostInstaller
import RoostModel
package import RoostStore
import RoostSystem
import SystemPackage

/// What everything about apps works with. Made once by the daemon.
package struct AppServices: Sendable {
  package var store: Store
  package var strategy: any Strategy
  package var gateway: Gateway
  package var installer: Installer
  package var catalogue: Catalogue
  package var configuration: AppsConfiguration
  /// `nil`: apps that bring a Dockerfile cannot be deployed.
  package var images: (any ImageBuilder)?
  package var logger: Logger
  /// Seconds since 1970.
  package var now: @Sendable () -> Double
  let jobs = JobQueue()
  let layerChanges = LayerChanges()
  let events: EventFeed
  let leftovers: Leftovers
  let usages: UsageBoard
  let vault: VariableVault
  let buildSlots: BuildSlots
  /// Environments that are made ahead at once.
  let spareSlots = BuildSlots(2)

  package init(
    store: Store, strategy: any Strategy, gateway: Gateway, installer: Installer, catalogue: Catalogue,
    configuration: AppsConfiguration, images: (any ImageBuilder)? = nil, logger: Logger, now: @escaping @Sendable () -> Double
  ) {
    self.store = store
    self.strategy = strategy
    self.gateway = gateway
    self.installer = installer
    self.catalogue = catalogue
    self.configuration = configuration
    self.images = images
    self.logger = logger
    self.now = now
    events = EventFeed(now: now)
    vault = VariableVault(store: store, keys: SealingKeyFile(home: configuration.home))
    usages = UsageBoard(configuration: configuration, logger: logger)
    buildSlots = BuildSlots(configuration.buildsAtOnce)
    leftovers = Leftovers(
      record: configuration.home.appending("leftovers.json"), strategy: strategy, store: store, logger: logger)
  }

  func paths(of app: AppRecord) -> AppPaths { AppPaths(home: configuration.home, app: app.id) }
  func logs(of app: AppRecord, _ plan: Plan?) -> AppLogs {
    let space = (app.limits ?? AppLimits()).over(plan?.quota).logs ?? configuration.keptOutput
    return AppLogs(paths: paths(of: app), kept: configuration.keptLogs, space: space)
  }
}

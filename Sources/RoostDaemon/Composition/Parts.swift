import Glibc
import Logging
import RoostApps
import RoostCatalog
import RoostCertificates
import RoostEnvironments
import RoostGateway
import RoostInstaller
import RoostKeeper
import RoostModel
import RoostSources
import RoostStore
import RoostSystem
import SystemPackage

/// The long-lived objects of the daemon, made once and in the order they need each other.
struct Parts: Sendable {
  let store: Store
  /// Those of the apps.
  let strategies: StrategyRegistry
  let strategy: any Strategy
  let catalogue: Catalogue
  let installer: Installer
  let gateway: Gateway
  let supervisor: Supervisor
  let keeper: Keeper
  let access: AccessControl

  static func make(_ settings: Settings, logger: Logger) async throws(Problem) -> Parts {
    let store = try Store(path: settings.homePath.appending("roost.db"))
    let strategies = try await StrategyComposition(settings: settings, logger: logger).make(home: settings.homePath)
    let strategy = try strategies.strategy(.sandbox)
    let catalogue = try makeCatalogue()
    let installer = makeInstaller(settings, catalogue, strategy, logger)
    try await installer.store.open()
    try CatalogueSerial(home: settings.homePath).admit(catalogue)
    let gateway = makeGateway(settings, logger)
    let supervisor = Supervisor(
      services: AppServices(
        store: store, strategy: StrategyRouter(strategies), gateway: gateway, installer: installer, catalogue: catalogue,
        configuration: makeAppsConfiguration(settings),
        images: try await DockerComposition(settings: settings, logger: logger).images(home: settings.homePath), logger: logger,
        now: WallClock.now))
    let keeper = try await KeeperComposition(settings: settings, logger: logger).make(
      installer: installer, apps: supervisor.control)
    return Parts(
      store: store, strategies: strategies, strategy: strategy, catalogue: catalogue, installer: installer, gateway: gateway,
      supervisor: supervisor, keeper: keeper,
      access: AccessControl(
        store: store, sealing: Daemon.sealing(of: supervisor), logger: logger, now: WallClock.now))
  }

  static func makeCatalogue() throws(Problem) -> Catalogue { try Catalogue.load(extraDirectory: "/etc/roost/catalogue.d") }

  private static func makeInstaller(
    _ settings: Settings, _ catalogue: Catalogue, _ strategy: any Strategy, _ logger: Logger
  ) -> Installer {
    InstallerComposition(settings: settings, logger: logger).make(catalogue) { () throws(Problem) in strategy }
  }

  private static func makeGateway(_ settings: Settings, _ logger: Logger) -> Gateway {
    var configuration = GatewayConfiguration(host: settings.gatewayHost, port: settings.gatewayPort)
    configuration.domain = settings.gatewayDomain
    configuration.comparesPassword = { Password.matches($0, $1) }
    configuration.tlsPort = settings.gatewayTLSPort == 0 ? nil : settings.gatewayTLSPort
    configuration.https = settings.secureTransport
    configuration.trustedProxies = settings.trustedProxies
    configuration.challenges = CertificateDirectory(home: settings.homePath).challenges
    settings.gatewayLimits.apply(to: &configuration)
    configuration.accessLogs = settings.homePath.appending("logs").appending("access")
    return Gateway(configuration, logger: logger)
  }

  private static func makeAppsConfiguration(_ settings: Settings) -> AppsConfiguration {
    var configuration = AppsConfiguration(home: settings.homePath, gatewayPort: settings.gatewayPort)
    configuration.gatewayDomain = settings.gatewayDomain
    if !settings.keepsLimits {
      configuration.defaultProcesses = nil
      configuration.buildProcesses = nil
    }
    configuration.gateTimeout = settings.gateTimeout
    configuration.sleep = settings.sleep
    configuration.buildTimeout = settings.buildTimeout
    configuration.buildMemory = settings.buildMemory.map { .mebibytes(UInt64($0)) }
    configuration.buildsAtOnce = settings.buildsAtOnce ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) / 2)
    configuration.releaseTimeout = settings.releaseTimeout
    configuration.probation = settings.probation
    configuration.keptReleases = settings.keptReleases
    configuration.releaseSpace = settings.releaseSpace.map { .mebibytes(UInt64($0)) }
    configuration.buildFiles = ["/etc/pip.conf", "/etc/npmrc"].filter(FileLook.isRegularFile)
    configuration.buildVariables = settings.proxyVariables
    configuration.supabase = settings.supabase.supabase
    configuration.sources.allowed = settings.privateSources
    configuration.sources.variables = settings.proxyVariables.filter { $0.key.lowercased().hasSuffix("_proxy") }
    return configuration
  }
}

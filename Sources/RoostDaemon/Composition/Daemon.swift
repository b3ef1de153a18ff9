import CRoost
import Glibc
import Logging
import RoostApps
import RoostCertificates
import RoostGateway
import RoostInstaller
import RoostKeeper
import RoostModel
import RoostServer
import ServiceLifecycle
import UnixSignals

/// The running daemon: what was composed, and the order it runs in.
struct Daemon: Sendable {
  let settings: Settings
  let parts: Parts
  let claim: SocketClaim
  let logger: Logger

  static func make(_ settings: Settings, claim: SocketClaim) async throws(Problem) -> Daemon {
    let logger = makeLogger(settings)
    let parts = try await Parts.make(settings, logger: logger)
    return Daemon(settings: settings, parts: parts, claim: claim, logger: logger)
  }

  private static func makeLogger(_ settings: Settings) -> Logger {
    var logger = Logger(label: "roost") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = Logger.Level(rawValue: settings.logLevel) ?? .info
    return logger
  }

  /// Takes over the apps, then serves. Services stop in the opposite order, apps go on.
  func run() async throws(Problem) {
    // What was half done is taken back before an app starts on it.
    for action in try await parts.installer.recover(apps: appControl) {
      logger.notice("repaired", metadata: ["action": "\(action)"])
    }
    openHooks()
    try await parts.supervisor.open()
    try await parts.keeper.open()
    let certificates = settings.gatewayTLSPort == 0 ? nil : makeCertificates()
    try await certificates?.load()
    try await parts.gateway.bind()
    let settings = settings
    let logger = logger
    let api = APIServer(claim: claim, operations: operations(), logger: logger.quieter) {
      logger.info(
        "ready",
        metadata: ["version": "\(RoostVersion.current)", "gateway": "\(settings.publicURL)", "home": "\(settings.home.path)"])
      roost_release_memory()
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [service(parts.supervisor), service(parts.keeper), service(parts.gateway), service(hookServer()), service(api)]
          + (networkServer(beside: api).map { [service($0)] } ?? []) + (certificates.map { [service($0)] } ?? [])
          + [service(MemoryCare())],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger.quieter))
    do {
      try await group.run()
    } catch { throw Problem.unexpected(error, during: "running the daemon") }
    await parts.keeper.cool()
  }

  private func makeCertificates() -> CertificateService {
    CertificateService(directory: CertificateDirectory(home: settings.homePath), gateway: parts.gateway, logger: logger)
  }

  /// What the installer may know of all who stand on a layer.
  var appControl: AppControl {
    parts.supervisor.control.counting(KeptUses(paths: KeeperPaths(home: settings.homePath)))
  }

  /// The end of one service, good or bad, ends the daemon in order.
  private func service(_ service: any Service) -> ServiceGroupConfiguration.ServiceConfiguration {
    ServiceGroupConfiguration.ServiceConfiguration(
      service: service, successTerminationBehavior: .gracefullyShutdownGroup, failureTerminationBehavior: .gracefullyShutdownGroup
    )
  }
}

extension Settings {
  /// How a browser on this machine reaches the gateway.
  var publicURL: String { GatewayPorts(http: gatewayPort).url("localhost", path: "", secure: false) }
}

extension Logger {
  /// For libraries whose everyday notes are not what an operator looks for.
  var quieter: Logger {
    var logger = self
    logger.logLevel = max(logLevel, .notice)
    return logger
  }
}

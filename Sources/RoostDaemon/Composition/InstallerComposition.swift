import Glibc
import Logging
import RoostCatalog
import RoostEnvironments
import RoostInstaller
import RoostModel
import RoostSystem

/// Makes an installer for a home directory, for the daemon and for a command without one.
struct InstallerComposition: Sendable {
  var settings: Settings
  var logger: Logger

  /// `strategy` makes the sandboxes that layers are set up and proved in; it is asked for when one is needed.
  func make(_ catalogue: Catalogue, strategy: @escaping @Sendable () async throws(Problem) -> any Strategy) -> Installer {
    let limits = limits
    var options = InstallerOptions()
    options.proxy = ProxySettings(variables: settings.proxyVariables)
    options.mirrors = settings.mirrors
    let searchPath = InstallerComposition.searchPath
    options.searchPath = searchPath
    options.machine = { MachineProbe.machine(searchPath: searchPath) }
    if let port = UInt16(exactly: settings.gatewayPort) { options.reservedPorts[port] = "Roost's gateway" }
    options.setup = LayerSetup(user: SandboxSetup.user) { (request) async throws(Problem) in
      try await SandboxSetup(strategy: try await strategy(), limits: limits).run(request)
    }
    let verifier: LayerVerifier = { (request) async throws(Problem) in
      try await SandboxVerifier(strategy: try await strategy(), limits: limits).verify(request)
    }
    let make = { (options: InstallerOptions) in
      Installer(home: settings.homePath, catalogue: catalogue, options: options, logger: logger, verifier: verifier)
    }
    options.host = HostScope.hooks(make(options), options: hostOptions)
    return make(options)
  }

  /// How this process may change the machine itself.
  var hostOptions: HostOptions {
    var host = HostOptions()
    host.userID = geteuid()
    host.searchPath = InstallerComposition.searchPath
    host.hasSudo = RequiredTool.isPresent("sudo", searchPath: host.searchPath)
    host.commandLine = "roost repair"
    return host
  }

  /// Where programs of this machine are looked for.
  static var searchPath: String { ProcessVariables.all["PATH"] ?? MachineProbe.standardSearchPath }

  /// Limits of what proves a layer.
  var limits: ResourceLimits { ResourceLimits(processes: settings.keepsLimits ? 512 : nil) }
}

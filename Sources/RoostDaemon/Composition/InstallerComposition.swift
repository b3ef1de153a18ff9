import Glibc
import Logging
import RoostCatalog
import RoostInstaller
import RoostModel
import RoostSystem

/// Makes an installer for a home directory, for the daemon and for a command without one.
struct InstallerComposition: Sendable {
  var settings: Settings
  var logger: Logger

  /// `verifier` runs what proves a layer.
  func make(_ catalogue: Catalogue, verifier: @escaping LayerVerifier) -> Installer {
    var options = InstallerOptions()
    options.proxy = ProxySettings(variables: settings.proxyVariables)
    options.mirrors = settings.mirrors
    let searchPath = InstallerComposition.searchPath
    options.searchPath = searchPath
    options.machine = { MachineProbe.machine(searchPath: searchPath) }
    if let port = UInt16(exactly: settings.gatewayPort) { options.reservedPorts[port] = "Roost's gateway" }
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

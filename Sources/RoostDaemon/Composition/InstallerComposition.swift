import Logging
import RoostCatalog
import RoostInstaller
import RoostModel

/// Makes an installer for a home directory, for the daemon and for a command without one.
struct InstallerComposition: Sendable {
  var settings: Settings
  var logger: Logger

  /// `verifier` runs what proves a layer.
  func make(_ catalogue: Catalogue, verifier: @escaping LayerVerifier) -> Installer {
    var options = InstallerOptions()
    options.proxy = ProxySettings(variables: settings.proxyVariables)
    options.mirrors = settings.mirrors
    return Installer(home: settings.homePath, catalogue: catalogue, options: options, logger: logger, verifier: verifier)
  }

  /// Limits of what proves a layer.
  var limits: ResourceLimits { ResourceLimits(processes: settings.keepsLimits ? 512 : nil) }
}

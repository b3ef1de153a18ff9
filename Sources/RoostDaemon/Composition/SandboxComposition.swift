import Logging
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import SystemPackage

/// Makes the sandbox strategy from the settings.
struct SandboxComposition: Sendable {
  var settings: Settings
  var logger: Logger

  /// Environments live below `home`.
  func make(home: FilePath, agent: FilePath) throws(Problem) -> any Strategy {
    var configuration = SandboxConfiguration(home: home, agent: agent)
    guard let subnet = Subnet(settings.subnet) else {
      throw Problem(
        .settingsInvalid, "network.subnet is \(settings.subnet.debugDescription), not an IPv4 network",
        hint: "write it like the default: network.subnet: 10.213.0.0/16")
    }
    configuration.subnet = subnet
    // Of the machine's home, also for programs whose environments have one of their own.
    configuration.stacks = settings.homePath.appending("environments").appending("stacks")
    return SandboxStrategy(configuration, logger: logger)
  }
}

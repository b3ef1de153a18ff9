import Logging
import RoostEnvironments
import RoostModel
import RoostSSH
import RoostSystem
import SystemPackage

/// Makes the strategy of other hosts from the settings.
struct SSHComposition: Sendable {
  var settings: Settings
  var logger: Logger

  /// What is known here of environments there lives below `home`.
  func make(home: FilePath, agent: FilePath) throws(Problem) -> any Strategy {
    var configuration = SSHConfiguration(home: home, agent: agent)
    guard let subnet = Subnet(settings.subnet) else {
      throw Problem(
        .settingsInvalid, "network.subnet is \(settings.subnet.debugDescription), not an IPv4 network",
        hint: "write it like the default: network.subnet: 10.213.0.0/16")
    }
    configuration.subnet = subnet
    return SSHStrategy(configuration, logger: logger)
  }
}

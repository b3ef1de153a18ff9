import Logging
import RoostEnvironments
import RoostMachine
import RoostModel
import RoostSystem
import SystemPackage

/// Makes the strategy of virtual machines from the settings.
struct MachineComposition: Sendable {
  /// The first that is not the one of other environments is taken.
  private static let subnets = ["10.214.0.0/16", "10.215.0.0/16"]

  var settings: Settings
  var logger: Logger

  func make(home: FilePath, agent: FilePath) -> any Strategy {
    var configuration = MachineConfiguration(home: home, agent: agent)
    let taken = Subnet(settings.subnet)
    configuration.machine = settings.homePath.appending("machine")
    configuration.subnet = MachineComposition.subnets.compactMap { Subnet($0) }.first { $0 != taken }
    return MachineStrategy(configuration, logger: logger)
  }
}

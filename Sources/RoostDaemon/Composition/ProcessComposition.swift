import Logging
import RoostEnvironments
import RoostProcess
import SystemPackage

/// Makes the process strategy.
struct ProcessComposition: Sendable {
  var logger: Logger

  /// Environments live below `home`.
  func make(home: FilePath, agent: FilePath) -> any Strategy {
    ProcessStrategy(ProcessConfiguration(home: home, agent: agent), logger: logger)
  }
}

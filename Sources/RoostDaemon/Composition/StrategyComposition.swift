import Logging
import RoostEnvironments
import RoostModel
import SystemPackage

/// Makes all strategies there are from the settings. Making one does nothing yet: what it needs is looked at when it is asked for.
struct StrategyComposition: Sendable {
  var settings: Settings
  var logger: Logger

  /// Environments live below `home`, each strategy's in a place of their own. From the cheapest environment to the most
  /// expensive one.
  func make(home: FilePath, agent: FilePath) throws(Problem) -> StrategyRegistry {
    StrategyRegistry([
      ProcessComposition(logger: logger).make(home: home, agent: agent),
      try SandboxComposition(settings: settings, logger: logger).make(home: home, agent: agent),
      DockerComposition(settings: settings, logger: logger).make(home: home, agent: agent),
      try SSHComposition(settings: settings, logger: logger).make(home: home, agent: agent),
      MachineComposition(settings: settings, logger: logger).make(home: home, agent: agent),
    ])
  }

  /// The same with this build's own agent.
  func make(home: FilePath) async throws(Problem) -> StrategyRegistry {
    try make(home: home, agent: try await AgentExecutable(home: settings.homePath).locate())
  }
}

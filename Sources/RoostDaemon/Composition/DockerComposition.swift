import Logging
import RoostDocker
import RoostEnvironments
import SystemPackage

/// Makes the docker strategy from the settings. Looks for no engine yet.
struct DockerComposition: Sendable {
  var settings: Settings
  var logger: Logger

  /// Environments live below `home`.
  func make(home: FilePath, agent: FilePath) -> any Strategy {
    let configuration = DockerConfiguration(
      home: home, agent: agent, engineHost: settings.engineHost, runtimeDirectory: settings.runtimeDirectory)
    return DockerStrategy(configuration, logger: logger)
  }
}

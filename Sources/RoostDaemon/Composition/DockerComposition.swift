import Logging
import RoostDocker
import RoostEnvironments
import RoostModel
import SystemPackage

/// Makes the docker strategy from the settings. Looks for no engine yet.
struct DockerComposition: Sendable {
  var settings: Settings
  var logger: Logger

  /// Environments live below `home`.
  func make(home: FilePath, agent: FilePath) -> any Strategy {
    DockerStrategy(configuration(home: home, agent: agent), logger: logger)
  }

  /// Builds images of apps.
  func images(home: FilePath) async throws(Problem) -> any ImageBuilder {
    let agent = try await AgentExecutable(home: home).locate()
    return DockerImages(configuration(home: home, agent: agent), logger: logger)
  }

  /// What is remembered of images is the same for all environments of a daemon and of commands without one.
  func configuration(home: FilePath, agent: FilePath) -> DockerConfiguration {
    var configuration = DockerConfiguration(
      home: home, agent: agent, engineHost: settings.engineHost, runtimeDirectory: settings.runtimeDirectory)
    configuration.images = settings.homePath.appending("docker")
    return configuration
  }
}

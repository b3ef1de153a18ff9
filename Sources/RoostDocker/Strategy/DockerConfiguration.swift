import RoostModel
package import SystemPackage

/// What all containers of one daemon have in common.
package struct DockerConfiguration: Sendable {
  /// `$ROOST_HOME`. Environments live in `environments/docker` there.
  package var home: FilePath
  /// What is remembered of images. May be that of several homes.
  package var images: FilePath
  /// The `roost-agent` executable.
  package var agent: FilePath
  /// `DOCKER_HOST`; nil looks in the usual places.
  package var engineHost: String?
  /// `XDG_RUNTIME_DIR`, where engines without root listen.
  package var runtimeDirectory: String?
  /// The engine's network for environments that may connect to the outside.
  package var network = "roost"
  /// How long an engine may take from the start of a container until its agent answers.
  package var bootLimit: Duration = .seconds(60)
  /// How long an agent may take to answer a request that does not wait for anything inside.
  package var answerLimit: Duration = .seconds(10)

  package init(home: FilePath, agent: FilePath, engineHost: String? = nil, runtimeDirectory: String? = nil) {
    self.home = home
    images = home.appending("docker")
    self.agent = agent
    self.engineHost = engineHost
    self.runtimeDirectory = runtimeDirectory
  }

  package var environments: FilePath { home.appending("environments").appending(StrategyKind.docker.rawValue) }
}

import Glibc
import Logging
import RoostAgentClient
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage

/// What all containers of a daemon share: settings, the engine, the directories of their environments.
final class DockerHost: Sendable {
  let configuration: DockerConfiguration
  let environments: EnvironmentsDirectory
  let logger: Logger
  private let chosen = Mutex<Engine?>(nil)

  init(_ configuration: DockerConfiguration, _ logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    environments = EnvironmentsDirectory(path: configuration.environments)
  }

  /// The engine that was found first stays the one: after a restart it listens at the same place.
  func engine() async throws(Problem) -> Engine {
    if let engine = chosen.withLock({ $0 }) { return engine }
    let engine = try await Engine.found(host: configuration.engineHost, runtimeDirectory: configuration.runtimeDirectory)
    chosen.withLock { $0 = engine }
    return engine
  }

  func images(of engine: Engine) -> StackImages { StackImages(engine: engine, directory: configuration.images) }

  /// On every container, so that those of another daemon on the same engine are left alone.
  var label: (name: String, value: String) { ("dev.roost.home", configuration.home.string) }
}

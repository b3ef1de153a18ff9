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
    var why: Problem?
    for socket in try EngineSockets.candidates(host: configuration.engineHost, runtimeDirectory: configuration.runtimeDirectory) {
      let engine = Engine(socket: socket)
      do throws(Problem) {
        try await engine.ping()
        chosen.withLock { $0 = engine }
        return engine
      } catch {
        why = DockerHost.moreTelling(why, error)
      }
    }
    throw why ?? EngineProblem.missing("/var/run/docker.sock")
  }

  /// An engine that is there and cannot be used says more than one that is not there.
  private static func moreTelling(_ first: Problem?, _ second: Problem) -> Problem {
    guard let first, first.cause != nil || first.code != .strategyUnavailable else {
      return first == nil || second.code != .strategyUnavailable || second.cause != nil ? second : first ?? second
    }
    return first
  }

  func images(of engine: Engine) -> StackImages { StackImages(engine: engine, directory: configuration.images) }

  /// On every container, so that those of another daemon on the same engine are left alone.
  var label: (name: String, value: String) { ("dev.roost.home", configuration.home.string) }
}

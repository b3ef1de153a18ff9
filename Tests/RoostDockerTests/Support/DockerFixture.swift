import Glibc
import Logging
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage

@testable import RoostDocker

/// A scratch home with the docker strategy over it, and a small base to stand on. Whatever a test leaves behind is
/// discarded at its end.
struct DockerFixture: Sendable {
  let engine: TestEngine
  let layers: TestLayers
  let base: FilePath
  let strategy: DockerStrategy

  var home: FilePath { layers.home.appending("home") }

  /// A user that owns nothing else on the machine.
  static let user: UInt32 = 200_777

  static func with(_ own: TestEngine? = nil, _ body: (DockerFixture) async throws -> Void) async throws {
    let engine = if let own { own } else { try await TestEngine.shared() }
    try await engine.answers()
    try await TestLayers.with { layers in
      let fixture = DockerFixture(
        engine: engine, layers: layers, base: try await layers.base(),
        strategy: newStrategy(layers.home.appending("home"), engine.socket))
      try await cleaning({
        try await engine.answers()
        try await fixture.strategy.discardAll()
      }) { try await body(fixture) }
    }
  }

  static func newStrategy(_ home: FilePath, _ socket: String) -> DockerStrategy {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return DockerStrategy(
      DockerConfiguration(home: home, agent: TestExecutables.agent, engineHost: "unix://\(socket)"), logger: logger)
  }

  /// As after a restart of the daemon.
  func secondStrategy() -> DockerStrategy { DockerFixture.newStrategy(home, engine.socket) }

  func spec(network: NetworkPolicy = .none, limits: ResourceLimits = ResourceLimits()) -> EnvironmentSpec {
    EnvironmentSpec(strategy: .docker, layers: [base.string], user: DockerFixture.user, network: network, limits: limits)
  }

  /// Prepared and booted.
  func booted(_ spec: EnvironmentSpec) async throws -> any Environment {
    let environment = try await strategy.prepare(spec)
    try await environment.boot()
    return environment
  }

  /// The engine's containers of this fixture.
  func containers() async throws -> [ContainerSummary] {
    try await engine.engine.containers(labelled: "dev.roost.home=\(home)")
  }
}

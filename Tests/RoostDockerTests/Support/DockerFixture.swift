import Foundation
import Glibc
import Logging
import RoostEnvironments
import RoostModel
import RoostSystem
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
      do {
        try await body(fixture)
      } catch {
        try await fixture.clean()
        throw error
      }
      try await fixture.clean()
    }
  }

  private func clean() async throws {
    try await engine.answers()
    for id in try await strategy.known() { try await strategy.discard(id) }
  }

  static func newStrategy(_ home: FilePath, _ socket: String) -> DockerStrategy {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return DockerStrategy(DockerConfiguration(home: home, agent: agent, engineHost: "unix://\(socket)"), logger: logger)
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

  static let agent: FilePath =
    ProcessInfo.processInfo.environment["ROOST_TEST_AGENT"].map { FilePath($0) } ?? products.appending("roost-agent")

  /// Where the build puts executables: beside the test bundle.
  private static let products: FilePath = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var directory = FilePath(bundle)
    while let name = directory.lastComponent {
      directory.removeLastComponent()
      if name.string.hasSuffix(".xctest") { break }
    }
    return directory
  }()
}

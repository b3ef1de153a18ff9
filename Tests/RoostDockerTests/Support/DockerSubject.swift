import Foundation
import RoostEnvironments
import RoostModel
import RoostSystem
import StrategyConformance
import SystemPackage

/// Containers of a real engine.
struct DockerSubject: ConformanceSubject {
  let fixture: DockerFixture
  /// In the engine's own network, which leads nowhere else.
  let outside: (address: String, port: UInt16)? = ("198.51.100.1", 8099)
  let shared: SharedEnvironment? = SharedEnvironment()

  var strategy: any Strategy { fixture.strategy }
  func restarted() -> any Strategy { fixture.secondStrategy() }

  func spec() async throws -> EnvironmentSpec {
    EnvironmentSpec(
      strategy: .docker, layers: [try await TestBase.path().string], user: DockerFixture.user, network: .none)
  }

  func scratch() throws -> String {
    let directory = fixture.layers.home.appending("scratch-\(UUID().uuidString)")
    try DirectoryCreation.ensure(directory)
    return directory.string
  }
}

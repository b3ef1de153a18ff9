import Foundation
import RoostEnvironments
import RoostModel
import RoostSystem
import StrategyConformance
import SystemPackage

/// Another host: an sshd on loopback, and the kernel of this machine.
struct SSHSubject: ConformanceSubject {
  let fixture: SSHFixture

  var strategy: any Strategy { fixture.strategy }
  var target: StrategyTarget { fixture.target }
  func restarted() -> any Strategy { fixture.secondStrategy() }

  func spec() async throws -> EnvironmentSpec {
    var spec = EnvironmentSpec(
      strategy: .ssh, layers: [try await TestBase.path().string], user: SSHFixture.appUser, network: .none)
    spec.host = fixture.host
    return spec
  }

  func scratch() throws -> String {
    let directory = fixture.directory.appending("scratch-\(UUID().uuidString)")
    try DirectoryCreation.ensure(directory)
    return directory.string
  }
}

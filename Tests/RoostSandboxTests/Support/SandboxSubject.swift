import Foundation
import RoostEnvironments
import RoostModel
import RoostSystem
import StrategyConformance
import SystemPackage

/// The sandbox, made by the kernel of this machine.
struct SandboxSubject: ConformanceSubject {
  let fixture: SandboxFixture

  var strategy: any Strategy { fixture.strategy }
  func restarted() -> any Strategy { fixture.secondStrategy() }
  func spec() -> EnvironmentSpec { fixture.spec() }

  func scratch() throws -> String {
    let directory = fixture.home.appending("scratch-\(UUID().uuidString)")
    try DirectoryCreation.ensure(directory)
    return directory.string
  }
}

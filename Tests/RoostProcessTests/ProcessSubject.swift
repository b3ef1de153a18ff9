import Foundation
import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem
import StrategyConformance
import SystemPackage

/// A plain process of this machine, which is a Debian with what the cases use.
struct ProcessSubject: ConformanceSubject {
  let fixture: ProcessFixture

  var strategy: any Strategy { fixture.strategy }
  func restarted() -> any Strategy { fixture.secondStrategy() }
  func spec() -> EnvironmentSpec { fixture.spec() }

  func scratch() throws -> String {
    let directory = fixture.home.appending("scratch-\(UUID().uuidString)")
    try DirectoryCreation.ensure(directory, mode: 0o755)
    return directory.string
  }
}

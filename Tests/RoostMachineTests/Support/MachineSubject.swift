import Foundation
import RoostEnvironments
import RoostModel
import RoostSystem
import StrategyConformance
import SystemPackage

/// Virtual machines on the real QEMU, whose processor is emulated where there is no other.
struct MachineSubject: ConformanceSubject {
  let fixture: MachineFixture
  let base: FilePath
  let shared: SharedEnvironment?

  var strategy: any Strategy { fixture.strategy }
  var slowness: Double { 10 }
  func restarted() -> any Strategy { fixture.secondStrategy() }

  func spec() -> EnvironmentSpec {
    var spec = fixture.spec()
    spec.layers = [base.string]
    return spec
  }

  func scratch() throws -> String {
    let directory = fixture.home.appending("scratch-\(UUID().uuidString)")
    try DirectoryCreation.ensure(directory)
    return directory.string
  }
}

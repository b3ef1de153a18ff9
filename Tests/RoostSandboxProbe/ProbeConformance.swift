import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem
import StrategyConformance
import SystemPackage

/// What all strategies have in common, for the user this process runs as. Prints `failed CASE: why` and `missing CASE`, and
/// `done COUNT` at the end.
struct ProbeConformance {
  let home: FilePath
  let spec: EnvironmentSpec
  /// Another one each time, as restarted daemons would make it.
  let strategy: @Sendable () -> any Strategy

  func run() async throws {
    let subject = ProbeSubject(home: home, wanted: spec, make: strategy)
    let run = ConformanceRun(subject)
    let missing = Set(await run.missing())
    var count = 0
    for one in ConformanceCase.all {
      if missing.contains(one.name) {
        print("missing \(one.name)")
        continue
      }
      do {
        try await run.run(one)
        count += 1
      } catch { print("failed \(one.name): \("\(error)".split(separator: "\n").joined(separator: " "))") }
    }
    print("done \(count)")
  }
}

private struct ProbeSubject: ConformanceSubject {
  let home: FilePath
  let wanted: EnvironmentSpec
  let make: @Sendable () -> any Strategy

  var strategy: any Strategy { restarted() }

  func restarted() -> any Strategy { make() }

  func spec() -> EnvironmentSpec {
    var spec = wanted
    spec.id = EnvironmentID()
    return spec
  }

  func scratch() throws -> String {
    let directory = home.appending("scratch-\(EnvironmentID())")
    try DirectoryCreation.ensure(directory)
    return directory.string
  }
}

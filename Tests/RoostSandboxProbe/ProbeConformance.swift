import Glibc
import Logging
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import StrategyConformance
import SystemPackage

/// What all strategies have in common, for the user this process runs as. Prints `failed CASE: why` and `missing CASE`, and
/// `done COUNT` at the end.
struct ProbeConformance {
  let configuration: SandboxConfiguration
  let base: String

  func run() async throws {
    let subject = ProbeSubject(configuration: configuration, base: base)
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
  let configuration: SandboxConfiguration
  let base: String

  var strategy: any Strategy { restarted() }

  func restarted() -> any Strategy {
    var logger = Logger(label: "probe")
    logger.logLevel = .critical
    return SandboxStrategy(configuration, logger: logger)
  }

  func spec() -> EnvironmentSpec { EnvironmentSpec(layers: [base], user: geteuid(), network: .none) }

  func scratch() throws -> String {
    let directory = configuration.home.appending("scratch-\(EnvironmentID())")
    try DirectoryCreation.ensure(directory)
    return directory.string
  }
}

import ArgumentParser
import RoostModel

/// `roost runtime verify`
struct RuntimeVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Prove that installed runtimes work.",
    discussion: """
      Runs the commands by which each was proven when it was installed, in a sandbox, and looks for changed files. Exits \
      with 12 when one does not work.

      EXAMPLES
        roost runtime verify
        roost runtime verify nodejs python
      """)

  @Argument(help: "Runtimes; all that are installed when none is named.", completion: RuntimeCompletion.installed)
  var runtimes: [String] = []
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let runtimes = runtimes
    let failed = try await common.withRuntimes { (session) async throws(Problem) in
      let operations = session.operations
      let reports = try await session.run("the verification") { (sink) async throws(Problem) in
        try await operations.verify(runtimes, sink)
      }
      try session.console.finish(reports) { VerifyText(reports: reports).text($0) }
      return reports.contains { $0.problem != nil }
    }
    if failed { throw ExitCode(ProblemCode.runtimeVerifyFailed.exitStatus) }
  }
}

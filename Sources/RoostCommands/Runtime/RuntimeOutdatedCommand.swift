import ArgumentParser
import RoostModel

/// `roost runtime outdated`
struct RuntimeOutdatedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outdated", abstract: "Show what is newer, and what its makers do not mend any more.",
    discussion: """
      "In range" is the newest version that fits what was asked for; `roost runtime upgrade` takes that one. Needs the \
      network; what nobody could be asked about is shown without a newer version.

      EXAMPLES
        roost runtime outdated
        roost runtime outdated --detailed-exitcode   exits with 3 if there is any
      """)

  @Flag(name: .customLong("detailed-exitcode"), help: "Exit with 3 when something is newer.")
  var detailedExitCode = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let outdated = try await common.withRuntimes { (session) async throws(Problem) in
      let outdated = try await session.operations.outdated()
      try session.console.show(outdated) { OutdatedText(runtimes: outdated).text($0) }
      return outdated
    }
    if detailedExitCode, outdated.contains(where: \.isOutdated) { throw ExitCode(ProblemCode.changesPending.exitStatus) }
  }
}

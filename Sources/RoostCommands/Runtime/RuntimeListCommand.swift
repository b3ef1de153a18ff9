import ArgumentParser
import RoostModel

/// `roost runtime list`
struct RuntimeListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the catalogue and what of it is installed.",
    discussion: """
      EXAMPLES
        roost runtime list
        roost runtime list --installed
        roost runtime list --json | jq '.[] | {runtime, versions: .installed}'
      """,
    aliases: ["ls"])

  @Flag(help: "Only what is installed.")
  var installed = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withRuntimes { (session) async throws(Problem) in
      let runtimes = try await session.operations.list().filter { !installed || !$0.installed.isEmpty }
      try session.console.show(runtimes) { RuntimeText().list(runtimes, $0) }
    }
  }
}

import ArgumentParser
import RoostClient
import RoostModel

/// `roost runtime list`
struct RuntimeListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the catalogue and what of it is installed.",
    discussion: """
      EXAMPLES
        roost runtime list
        roost runtime list --json | jq '.[] | {runtime, installed: [.installed[].version]}'
      """,
    aliases: ["ls"])

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let runtimes = try await daemon.runtimes()
      try console.show(runtimes) { RuntimeText().list(runtimes, $0) }
    }
  }
}

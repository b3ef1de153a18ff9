import ArgumentParser
import RoostModel

/// `roost runtime versions`
struct RuntimeVersionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "versions", abstract: "List the versions of a runtime that can be installed, newest first.",
    discussion: """
      Asks the runtime's sources. A version or range after `@` keeps to what fits it.

      EXAMPLES
        roost runtime versions nodejs
        roost runtime versions 'nodejs@>=22 <26'
        roost runtime versions go --json | jq -r '.versions[0].version'
      """,
    aliases: ["ls-remote"])

  @Argument(help: "A runtime: nodejs, nodejs@22.", completion: RuntimeCompletion.known)
  var runtime: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withRuntimes { (session) async throws(Problem) in
      let list = try await session.operations.versions(runtime)
      try session.console.show(list) { VersionListText(list: list).text($0) }
    }
  }
}

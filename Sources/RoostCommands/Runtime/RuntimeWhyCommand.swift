import ArgumentParser
import RoostModel

/// `roost runtime why`
struct RuntimeWhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Say why a runtime is there: who asked for it, who needs it, what it was made from.",
    discussion: """
      EXAMPLES
        roost runtime why debian
        roost runtime why nodejs@22 --json | jq .apps
      """)

  @Argument(help: "The runtime.", completion: RuntimeCompletion.installed)
  var runtime: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withRuntimes { (session) async throws(Problem) in
      let answer = try await session.operations.why(runtime)
      try session.console.show(answer) { WhyText(answer: answer, now: Now.seconds).text($0) }
    }
  }
}

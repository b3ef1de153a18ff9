import ArgumentParser
import RoostModel

/// `roost runtime info`
struct RuntimeInfoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show one runtime: sources, channels, support, installed versions, who uses them.",
    discussion: """
      A source marked "untested" is built against its maker's documentation and was never run against the real thing.

      EXAMPLES
        roost runtime info nodejs
        roost runtime info python --json
      """)

  @Argument(help: "The runtime's name.", completion: RuntimeCompletion.known)
  var runtime: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withRuntimes { (session) async throws(Problem) in
      let runtime = try await session.operations.info(runtime)
      try session.console.show(runtime) { RuntimeText().detail(runtime, $0) }
    }
  }
}

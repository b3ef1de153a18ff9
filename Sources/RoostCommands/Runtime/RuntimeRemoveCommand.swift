import ArgumentParser
import RoostClient
import RoostModel

/// `roost runtime remove`
struct RuntimeRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove an installed runtime that no app uses.",
    discussion: """
      EXAMPLES
        roost runtime remove nodejs@22
      """,
    aliases: ["rm"])

  @Argument(help: "The runtime, with its version where several are installed: nodejs@22.")
  var runtime: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      try await daemon.removeRuntime(runtime)
      try console.show(["removed": runtime]) { "removed \($0.bold(runtime))\n" }
    }
  }
}

import ArgumentParser
import RoostClient
import RoostModel

/// `roost runtime info`
struct RuntimeInfoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show one runtime: source, channels, installed versions, who uses them.",
    discussion: """
      EXAMPLES
        roost runtime info nodejs
        roost runtime info python --json
      """)

  @Argument(help: "The runtime's name.")
  var runtime: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let runtime = try await daemon.runtime(runtime)
      try console.show(runtime) { RuntimeText().detail(runtime, $0) }
    }
  }
}

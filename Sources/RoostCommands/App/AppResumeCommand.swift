import ArgumentParser
import RoostClient
import RoostModel

/// `roost app resume`
struct AppResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with a deployment that the daemon's end interrupted.",
    discussion: """
      Steps that had ended are not done again: the source stays as it was copied, and a build that was done is taken.

      EXAMPLES
        roost app resume shop

      """)

  @OptionGroup var app: AppArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let result = try await console.following(changeOf: name) { (progress) async throws(Problem) in
        try await daemon.resume(name, progress: progress)
      }
      try console.finish(result) { DeployText(result: result).text($0) }
    }
  }
}

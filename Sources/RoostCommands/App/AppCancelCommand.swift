import ArgumentParser
import RoostClient
import RoostModel

/// `roost app cancel`
struct AppCancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Call off the deployment that is under way.",
    discussion: """
      Returns when it has ended. What served before it goes on serving; one that waits in the queue is called off too.

      EXAMPLES
        roost app cancel shop

      """)

  @OptionGroup var app: AppArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let ended = try await daemon.cancelDeployment(of: name)
      try console.show(ended) { ReleaseText(now: Now.seconds).ended(ended, $0) }
    }
  }
}

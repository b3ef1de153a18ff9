import ArgumentParser
import RoostClient
import RoostModel

/// `roost app deployments`
struct AppDeploymentsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deployments", abstract: "List an app's deployments, the newest first.",
    discussion: """
      Everything that changed what the app serves, and what became of it.

      EXAMPLES
        roost app deployments shop
        roost app deployments shop --json | jq '.[0].state'

      """)

  @OptionGroup var app: AppArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let deployments = try await daemon.deployments(of: name)
      try console.show(deployments) { ReleaseText(now: Now.seconds).deployments(deployments, $0) }
    }
  }
}

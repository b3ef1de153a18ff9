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

  @Argument(help: "The app's name.", completion: AppNameCompletion.kind)
  var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try AppName(name)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let deployments = try await daemon.deployments(of: name)
      try console.show(deployments) { ReleaseText(now: Now.seconds).deployments(deployments, $0) }
    }
  }
}

import ArgumentParser
import RoostClient
import RoostModel

/// `roost app list`
struct AppListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List apps, their state and where they answer.",
    discussion: """
      EXAMPLES
        roost app list
        roost app list --json | jq -r '.[] | select(.state != "running") | .name'
      """,
    aliases: ["ls"])

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let apps = try await daemon.apps()
      try console.show(apps) { AppText(now: Now.seconds).list(apps, $0) }
    }
  }
}

import ArgumentParser
import RoostClient
import RoostModel

/// `roost env list`
struct EnvListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List environments, where they are and what listens in them.",
    discussion: """
      EXAMPLES
        roost env list
        roost env list --json | jq -r '.[] | select(.state == "lost") | .name'
      """,
    aliases: ["ls"])

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let environments = try await daemon.environments()
      try console.show(environments) { EnvironmentText(now: Now.seconds).list(environments, $0) }
    }
  }
}

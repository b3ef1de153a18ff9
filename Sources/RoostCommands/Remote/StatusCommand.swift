import ArgumentParser
import RoostClient
import RoostModel

/// `roost status`
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say which daemon answers, its version, and who you are to it.",
    discussion: """
      EXAMPLES
        roost status
        roost status --host prod
        roost status --json | jq -r .daemon.version
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let status = try await RemoteStatus.ask(daemon)
      try console.show(status) { HostText(now: Now.seconds).status(status, $0) }
    }
  }
}

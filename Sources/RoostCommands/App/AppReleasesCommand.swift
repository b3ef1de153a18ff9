import ArgumentParser
import RoostClient
import RoostModel

/// `roost app releases`
struct AppReleasesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "releases", abstract: "List an app's releases, the newest first.",
    discussion: """
      A release is immutable: source, dependencies, build output, plan and runtimes. The daemon keeps the last ones for a \
      way back, and those that are pinned.

      EXAMPLES
        roost app releases shop
        roost app releases shop --json | jq '.[] | select(.state == "live")'

      """)

  @OptionGroup var app: AppArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let releases = try await daemon.releases(of: name)
      try console.show(releases) { ReleaseText(now: Now.seconds).list(releases, $0) }
    }
  }
}

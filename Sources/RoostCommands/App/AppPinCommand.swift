import ArgumentParser
import RoostClient
import RoostModel

/// `roost app pin`
struct AppPinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin", abstract: "Keep a release however many follow.",
    discussion: """
      EXAMPLES
        roost app pin shop 7
        roost app unpin shop 7

      """)

  @OptionGroup var app: AppArgument
  @Argument(help: "The release's number.")
  var release: Int
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let releases = try await daemon.pin(true, release: release, of: name)
      try console.show(releases) { ReleaseText(now: Now.seconds).list(releases, $0) }
    }
  }
}

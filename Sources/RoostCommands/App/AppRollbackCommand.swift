import ArgumentParser
import RoostClient
import RoostModel

/// `roost app rollback`
struct AppRollbackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback", abstract: "Let an earlier release serve again.",
    discussion: """
      Nothing is built: the release is started as it was, proven, and switched to without a gap. In the first minute after \
      a deployment the process that served before it still waits, and comes back at once. The app's data stays as it is.

      EXAMPLES
        roost app rollback shop              the release that served before
        roost app rollback shop 7

      """)

  @OptionGroup var app: AppArgument
  @Argument(help: "The release's number; without it the one before.")
  var release: Int?
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let result = try await console.following(changeOf: name) { (progress) async throws(Problem) in
        try await daemon.rollback(name, to: release, progress: progress)
      }
      try console.finish(result) { ReleaseText(now: Now.seconds).changed("rolled back", result, $0) }
    }
  }
}

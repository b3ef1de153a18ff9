import ArgumentParser
import RoostClient
import RoostModel

/// `roost app unpin`
struct AppUnpinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpin", abstract: "Keep a release no longer than others.",
    discussion: """
      EXAMPLES
        roost app unpin shop 7

      """)

  @Argument(help: "The app's name.", completion: AppNameCompletion.kind)
  var name: String
  @Argument(help: "The release's number.")
  var release: Int
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try AppName(name)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let releases = try await daemon.pin(false, release: release, of: name)
      try console.show(releases) { ReleaseText(now: Now.seconds).list(releases, $0) }
    }
  }
}

import ArgumentParser
import RoostClient
import RoostModel

/// `roost app source`
struct AppSourceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "source", abstract: "Show or change where an app's code comes from.",
    discussion: """
      With a source, the next `roost app pull` fetches from there; nothing is deployed now. A token, a key or header lines are \
      kept in a file of the app that only the daemon's user can read.

      EXAMPLES
        roost app source shop
        roost app source shop github:me/shop --ref main
        roost app source shop github:me/shop --token-file token.txt
        ssh-keyscan host > host.key          compare it with what its operator says
        roost app source shop git@host:me/shop.git --key-file deploy_key \\
          --known-host host.key
      """)

  @OptionGroup var app: AppArgument
  @Argument(help: "A directory, an archive, a URL or a repository.")
  var source: String?
  @OptionGroup(title: "SOURCE") var options: SourceOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let app: AppSource
      if let source {
        if daemon.place.host != nil, SourceArgument.remote(source, isGit: false) == nil {
          try common.expectHere("the next pull would look for that there")
        }
        app = try await daemon.setSource(try await options.source(source, daemon, console), of: name)
      } else {
        app = try await daemon.source(of: name)
      }
      try console.show(app) { AppSourceText(source: app).text($0) }
    }
  }
}

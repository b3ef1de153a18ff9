import ArgumentParser
import RoostClient
import RoostModel

/// `roost app pull`
struct AppPullCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull", abstract: "Fetch an app's source again, and deploy what it is now.",
    discussion: """
      Deploys from where the app's code came from: the head of the branch, the archive behind the URL, the directory. A token \
      or a key that was named once is kept with the app.

      EXAMPLES
        roost app pull shop
        roost app pull shop --yes            install missing runtimes without asking
        roost app pull shop --force          also when nothing has changed
      """)

  @OptionGroup var app: AppArgument
  @Flag(name: .shortAndLong, help: "Install missing runtimes without asking.")
  var yes = false
  @Flag(help: "Build and switch also when the live release was made of the same.")
  var force = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try app.checked
    var wanted = DeployRequest(directory: "", name: name.text, installsRuntimes: yes)
    wanted.force = force ? true : nil
    let request = wanted
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let result = try await Deployment(daemon: daemon, console: console).run(request)
      try console.finish(result) { DeployText(result: result, offersForce: true).text($0) }
    }
  }
}

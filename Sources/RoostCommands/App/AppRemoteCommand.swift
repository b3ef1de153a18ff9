import ArgumentParser
import RoostDaemon
import RoostModel

/// `roost app remote`
struct AppRemoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remote", abstract: "Make an app a remote of the git repository here, to push to.",
    discussion: """
      A push deploys: its progress is shown by git, and the branch moves only when the new release serves; a push that failed \
      can be repeated as it is. The first push makes the app, and its branch is the app's from then on.

      EXAMPLES
        roost app remote shop
        git push roost main
        git push roost HEAD:main          what is checked out, whatever its name
        git push roost 'v1.2^{}:main'     what a tag names
        roost app remote shop --remote production
      """)

  @OptionGroup var app: AppArgument
  @Option(help: "What git is to call it.")
  var remote = "roost"
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("git asks the machine that ROOST_HOST names when it pushes")
    let name = try app.checked
    let remote = try await GitRemote(name: remote, app: name, home: common.home).add()
    try common.console.show(remote) { style in
      "\(style.bold(remote.name)) is \(remote.url)\n  deploy: git push \(remote.name) HEAD:main\n"
    }
  }
}

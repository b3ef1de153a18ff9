import ArgumentParser
import RoostClient
import RoostModel

/// `roost dev`
struct DevCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dev", abstract: "Deploy a directory and keep the app in step with it.",
    discussion: """
      Every change of a file is served at once, or the app is started again with it; a change of what it is built from \
      deploys it anew. Ctrl-C ends that; the app goes on with the files it has. The directory is one of the daemon's machine.

      EXAMPLES
        roost dev .
        roost dev ./shop --name shop-dev
      """)

  @Argument(help: "The project's directory.", completion: .directory)
  var directory: String
  @Option(help: "The app's name: 2 to 40 of a-z, 0-9 and '-'.")
  var name: String?
  @Flag(name: .shortAndLong, help: "Install missing runtimes without asking.")
  var yes = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("it follows the files of this machine as they change")
    if let name { _ = try AppName(name) }
    var request = DeployRequest(directory: try ProjectDirectory.absolute(directory), name: name, installsRuntimes: yes)
    request.follows = true
    let wanted = request
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let result = try await Deployment(daemon: daemon, console: console).run(wanted)
      if !console.json { try console.finish(result) { DeployText(result: result).text($0) } }
      try await follow(result.app.name, wanted.directory, daemon, console)
    }
  }

  private func follow(_ name: AppName, _ directory: String, _ daemon: DaemonClient, _ console: Console) async throws(Problem) {
    let ended = Problem(
      .cancelled, "\(name) does not follow \(directory) any more; it goes on with the files it has",
      hint: "make a release of them: roost deploy \(ShellWord.quoted(directory)) --name \(name)")
    let app = try await console.following(ended) { (progress) async throws(Problem) in
      try await daemon.follow(name, progress: progress)
    }
    try console.finish(app) { AppText(now: Now.seconds).change(app, $0) }
  }
}

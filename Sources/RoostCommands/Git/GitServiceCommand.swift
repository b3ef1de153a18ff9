import ArgumentParser
import RoostModel

/// `roost git-service`, for addresses such as `ext::roost git-service %S shop`.
struct GitServiceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git-service", abstract: "Carry a git client's conversation to an app's repository.",
    discussion: """
      Git calls it for a remote that does without `git-remote-roost`.

      EXAMPLES
        git remote add roost 'ext::roost git-service %S shop'
        git -c protocol.ext.allow=always push roost main
      """, shouldDisplay: false)

  @Argument(help: "git-receive-pack or git-upload-pack.")
  var service: String
  @Argument(help: "The app's name.")
  var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    guard let service = GitService(rawValue: service) else {
      throw ValidationError("The service is git-receive-pack or git-upload-pack.")
    }
    let console = common.console
    let choice = HostChoice(host: common.host, home: common.home, surroundings: console.surroundings)
    try await GitLine(app: try AppName(name), choice: choice, console: console).carry(service, saying: "")
  }
}

import ArgumentParser
import RoostModel

/// `roost profile install`
struct ProfileInstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Install everything in a profile.",
    discussion: """
      Without a name this node's chosen profile is taken. What is there already is left as it is.

      EXAMPLES
        roost profile install
        roost profile install web --dry-run
        roost profile install full --json
      """)

  @Argument(help: "The profile; this node's when none is named.", completion: RuntimeCompletion.profiles)
  var name: String?
  @Flag(help: "Go on although something is in the way.")
  var force = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = if let name { name } else { try await chosen() }
    try await Installation(request: InstallRequest(specifiers: [], profile: name, force: force), change: change).run(common)
  }

  private func chosen() async throws -> String {
    try await common.withRuntimes { (session) async throws(Problem) in
      let profiles = try await session.operations.profiles()
      guard let profile = profiles.first(where: \.isChosen) ?? profiles.first(where: \.isDefault) else {
        throw Problem(.profileUnknown, "no profile is chosen for this node", hint: "name one: roost profile list")
      }
      return profile.name
    }
  }
}

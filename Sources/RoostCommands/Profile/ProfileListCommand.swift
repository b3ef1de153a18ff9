import ArgumentParser
import RoostModel

/// `roost profile list`
struct ProfileListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List profiles with what they take.",
    discussion: """
      EXAMPLES
        roost profile list
        roost profile list --json | jq '.[] | select(.isChosen).name'
      """,
    aliases: ["ls"])

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withRuntimes { (session) async throws(Problem) in
      let profiles = try await session.operations.profiles()
      try session.console.show(profiles) { ProfileText().list(profiles, $0) }
    }
  }
}

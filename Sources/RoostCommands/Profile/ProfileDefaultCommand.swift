import ArgumentParser
import RoostModel

/// `roost profile default`
struct ProfileDefaultCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "default", abstract: "Choose this node's profile.",
    discussion: """
      The choice is what `roost profile install` takes without a name, and what the next node is offered. It installs nothing.

      EXAMPLES
        roost profile default web
      """)

  @Argument(help: "The profile.", completion: RuntimeCompletion.profiles)
  var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withRuntimes { (session) async throws(Problem) in
      let profile = try await session.operations.chooseProfile(name)
      try session.console.show(profile) { ProfileText().detail(profile, $0) }
    }
  }
}

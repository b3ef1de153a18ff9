import ArgumentParser
import RoostClient
import RoostModel

/// `roost app remove`
struct AppRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove an app with its releases and its data.",
    discussion: """
      Cannot be undone. Asks first; where nobody can be asked, --yes is needed.

      EXAMPLES
        roost app remove shop
        roost app remove shop --yes
      """,
    aliases: ["rm"])

  @OptionGroup var app: AppArgument
  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      if !yes { try await confirm(name, console) }
      let removal = try await daemon.remove(name)
      try console.show(removal) { AppRemovalText(removal: removal).text($0) }
    }
  }

  private func confirm(_ name: AppName, _ console: Console) async throws(Problem) {
    try await Question.confirm(
      "Remove \(name) with its releases and its data?", console: console,
      unasked: Problem(
        .usageInvalid, "removing \(name) deletes its data, and nobody is here to be asked",
        hint: "say that it is meant: roost app remove \(name) --yes"),
      declined: Problem(.cancelled, "\(name) was not removed", hint: "to remove it: roost app remove \(name) --yes"))
  }
}

import ArgumentParser
import RoostCatalog
import RoostModel

/// `roost profile show`
struct ProfileShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one profile: its runtimes, all of its cost, what is still missing.",
    discussion: """
      EXAMPLES
        roost profile show web
      """)

  @Argument(help: "The profile.", completion: RuntimeCompletion.profiles)
  var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withRuntimes { (session) async throws(Problem) in
      let profiles = try await session.operations.profiles()
      guard let profile = profiles.first(where: { $0.name == name }) else {
        throw ProfileShowCommand.unknown(name, among: profiles.map(\.name))
      }
      try session.console.show(profile) { ProfileText().detail(profile, $0) }
    }
  }

  private static func unknown(_ name: String, among names: [String]) -> Problem {
    let near = NearNames.to(name, among: names.sorted())
    let all = near.isEmpty ? "there are \(ListedWords.text(names))" : "did you mean \(near.joined(separator: " or "))"
    return Problem(
      .profileUnknown, "there is no profile named '\(CleanText.line(String(name.prefix(60))))'",
      hint: near.isEmpty ? "\(all): roost profile list" : "\(all)? `roost profile list` shows all")
  }
}

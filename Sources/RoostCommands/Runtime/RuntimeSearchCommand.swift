import ArgumentParser
import RoostModel

/// `roost runtime search`
struct RuntimeSearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find runtimes by name, title or the commands they bring.",
    discussion: """
      Every word has to be found; capitals do not matter. Asks the catalogue, not the network.

      EXAMPLES
        roost runtime search node
        roost runtime search npx            what brings the command npx?
        roost runtime search web server
      """)

  @Argument(help: "Words to look for.")
  var words: [String]
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withRuntimes { (session) async throws(Problem) in
      let found = RuntimeSearch(words: words).found(in: try await session.operations.list())
      try session.console.show(found) { style in
        found.isEmpty ? "Nothing found. See all: roost runtime list\n" : RuntimeText().list(found, style)
      }
    }
  }
}

import ArgumentParser
import RoostModel

/// `roost runtime install`
struct RuntimeInstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Install runtimes.",
    discussion: """
      All of them or none: when one fails, the others are taken back. What is installed already is left as it is. Without \
      a daemon Ctrl-C takes back what was begun; with one the installation goes on.

      EXAMPLES
        roost runtime install nodejs
        roost runtime install nodejs@22 "python@>=3.9"
        roost runtime install --profile web ruby
        roost runtime install nodejs --dry-run      what would be fetched, how long
        roost runtime install nodejs --json | jq    progress, then the result
      """)

  @Argument(help: "Runtimes, each with a version if one is wanted: nodejs, nodejs@22.", completion: RuntimeCompletion.known)
  var runtimes: [String] = []
  @Option(help: "A profile, beside the runtimes: web.", completion: RuntimeCompletion.profiles)
  var profile: String?
  @Flag(help: "Go on although something is in the way.")
  var force = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if runtimes.isEmpty, profile == nil { throw ValidationError("Name a runtime or a profile: roost runtime install nodejs.") }
  }

  func run() async throws {
    try await Installation(request: InstallRequest(specifiers: runtimes, profile: profile, force: force), change: change)
      .run(common)
  }
}

import ArgumentParser
import RoostClient
import RoostModel

/// `roost env watch`
struct EnvWatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Show what happens to files in an environment, until Ctrl-C.",
    discussion: """
      Everything below a directory, or one file; without a path, below the directory programs start in. Links are not \
      followed. A directory that comes is told with what is in it, one that goes stands for all that was in it. `overflow` \
      says that more happened than could be told: look again at everything. Ends when what is watched is gone. Once a line on \
      standard error says `watching`, nothing that happens is missed; with --json it is the first value.

      EXAMPLES
        roost env watch dev
        roost env watch dev /app/src
        roost env watch dev --json | jq -r 'select(.kind == "created") | .path'
      """)

  @Argument(help: "The environment's name.", completion: EnvironmentNameCompletion.kind)
  var name: String
  @Argument(help: "An absolute path inside.")
  var path: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let path, !path.hasPrefix("/") { throw ValidationError("The path must be absolute, as seen inside: /app/src.") }
  }

  func run() async throws {
    let name = try EnvironmentName(name)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      try await daemon.changes(in: name, below: path) { change in
        do throws(Problem) {
          if console.json { return try console.showLine(change) }
          let text = EnvironmentText(now: Now.seconds)
          // That it began is no result.
          if change.kind == .watching { return console.note(text.line(change, console.noteStyle)) }
          Console.write(text.line(change, console.style))
        } catch { console.report(error) }
      }
    }
  }
}

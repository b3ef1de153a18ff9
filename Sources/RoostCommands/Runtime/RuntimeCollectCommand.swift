import ArgumentParser
import RoostModel

/// `roost runtime gc`
struct RuntimeCollectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "Throw away versions nobody uses and downloads nobody needs.",
    discussion: """
      Never takes what an app runs on, nor what was asked for by name and not replaced by a newer version. Images that a
      container engine has of layers nobody uses go, too, whatever the budget: they are made again when they are needed.

      EXAMPLES
        roost runtime gc --dry-run
        roost runtime gc
        roost runtime gc --budget 2G     stop when the store is no larger than 2 GB
      """)

  @Option(help: ArgumentHelp("Stop when the store is no larger: 500M, 2G.", valueName: "size"))
  var budget: SizeOption?
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let request = CollectRequest(budget: budget?.bytes, dryRun: change.dryRun)
    let result = try await common.withRuntimes { (session) async throws(Problem) in
      let operations = session.operations
      let result = try await session.run("the clearing up") { (sink) async throws(Problem) in
        try await operations.collect(request, sink)
      }
      try session.console.finish(result) { CollectText(result: result, isPlan: request.dryRun).text($0) }
      return result
    }
    try change.exit(changesPending: !result.isEmpty)
  }
}

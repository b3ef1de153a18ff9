import ArgumentParser
import RoostClient
import RoostModel

/// `roost app crashes`
struct AppCrashesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crashes", abstract: "Show why an app ended when nobody asked it to.",
    discussion: """
      The last one with what it points at and the last lines, those before it in a line each. Twenty are kept, whichever \
      releases they were.

      EXAMPLES
        roost app crashes shop
        roost app crashes shop 3             the third one, whole
        roost app crashes shop --json | jq '.[0].lastLines'
      """)

  @OptionGroup var app: AppArgument
  @Argument(help: "The number of one of them.")
  var number: Int?
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      var crashes = try await daemon.crashes(of: name)
      if let number {
        crashes = crashes.filter { $0.number == number }
        guard !crashes.isEmpty else {
          throw Problem(
            .usageInvalid, "no crash \(number) of \(name) is remembered", hint: "see which are: roost app crashes \(name)")
        }
      }
      try console.show(crashes) { CrashText(now: Now.seconds).text(crashes, $0) }
    }
  }
}

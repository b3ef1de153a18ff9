import ArgumentParser
import RoostClient
import RoostModel

/// `roost runtime install`
struct RuntimeInstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Install runtimes.",
    discussion: """
      What is installed already is left as it is. The command may be interrupted: the installation goes on.

      EXAMPLES
        roost runtime install nodejs
        roost runtime install nodejs@22 "python@>=3.9"
      """)

  @Argument(help: "Runtimes, each with a version if one is wanted: nodejs, nodejs@22.")
  var runtimes: [String]
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let display = ProgressDisplay(console: console)
      let interruption = Interruption(reporting: interrupted, after: display, console: console)
      defer {
        interruption.end()
        display.end()
      }
      let result = try await daemon.install(InstallRequest(specifiers: runtimes), progress: display.show)
      display.end()
      if console.json { return try console.showLine(["result": result]) }
      try console.show(result) { RuntimeText().installed(result.layers, $0) }
    }
  }

  private var interrupted: Problem {
    Problem(
      .cancelled, "this command ended; the installation goes on in the daemon", hint: "see what is there: roost runtime list")
  }
}

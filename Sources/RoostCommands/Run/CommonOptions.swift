import ArgumentParser
import RoostClient
import RoostModel

/// The options every command takes.
struct CommonOptions: ParsableArguments {
  @Flag(help: "Print JSON for programs; a failure is {\"problem\": ...}.")
  var json = false

  @Option(help: ArgumentHelp("Roost's home directory (default: $ROOST_HOME, or /var/lib/roost for root).", valueName: "dir"))
  var home: String?

  var console: Console { Console(json: json, surroundings: .current()) }

  /// Runs `body` with a client of the daemon that serves the home directory.
  func withDaemon<Result>(
    _ body: (DaemonClient, Console) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let console = console
    let socket = try console.surroundings.home(option: home).socket
    return try await DaemonClient.with(socket: socket) { (client) async throws(Problem) in
      try await body(client, console)
    }
  }
}

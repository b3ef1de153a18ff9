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

  /// Runs `body` with what can be done with runtimes: by the daemon where one answers, in this process otherwise.
  func withRuntimes<Result>(
    _ body: (RuntimeSession) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let console = console
    let home = try console.surroundings.home(option: home)
    guard try DaemonEntry.isPresent(at: home) else {
      return try await DaemonEntry.withRuntimes(home) { (operations) async throws(Problem) in
        try await body(RuntimeSession(operations: operations, console: console, inDaemon: false))
      }
    }
    return try await DaemonClient.with(socket: try home.socket) { (client) async throws(Problem) in
      try await body(RuntimeSession(operations: client.runtimes, console: console, inDaemon: true))
    }
  }
}

import ArgumentParser
import RoostClient
import RoostModel

/// The options every command takes.
struct CommonOptions: ParsableArguments {
  @Flag(help: "Print JSON for programs; a failure is {\"problem\": ...}.")
  var json = false

  @Option(help: ArgumentHelp("Roost's home directory (default: $ROOST_HOME, or /var/lib/roost for root).", valueName: "dir"))
  var home: String?

  @Option(
    help: ArgumentHelp(
      "Another machine, by its name or URL; see roost login (default: $ROOST_HOST, or this one).", valueName: "host"),
    completion: HostCompletion.kind)
  var host: String?

  var console: Console { Console(json: json, surroundings: .current()) }

  /// Where the daemon is that is asked.
  var place: DaemonPlace {
    get throws(Problem) { try HostChoice(host: host, home: home, surroundings: console.surroundings).place }
  }

  /// For what is done on this machine, or with its files. `reason` says why.
  func expectHere(_ reason: String) throws(Problem) {
    guard let host = try place.host else { return }
    throw Problem(
      .unsupported, "that cannot be done on \(host.name) from here: \(reason)",
      hint: "log in there with ssh and run it; or, for this machine: --host \(HostChoice.here)")
  }

  /// Runs `body` with a client of the daemon that was chosen.
  func withDaemon<Result>(
    _ body: (DaemonClient, Console) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let console = console
    return try await DaemonClient.with(try place) { (client) async throws(Problem) in
      try await body(client, console)
    }
  }

  /// Shows a list that the daemon has.
  func show<Item: Codable & Sendable>(
    _ list: (DaemonClient) async throws(Problem) -> [Item], as text: ([Item], TextStyle) -> String
  ) async throws(Problem) {
    try await withDaemon { (daemon, console) async throws(Problem) in
      let items = try await list(daemon)
      try console.show(items) { text(items, $0) }
    }
  }

  /// Runs `body` with what can be done with runtimes: by the daemon where one answers, in this process otherwise.
  func withRuntimes<Result>(
    _ body: (RuntimeSession) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let console = console
    if try place.host != nil {
      return try await withDaemon { (client, console) async throws(Problem) in
        try await body(RuntimeSession(operations: client.runtimes, console: console, inDaemon: true))
      }
    }
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

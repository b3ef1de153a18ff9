import ArgumentParser
import RoostClient
import RoostModel

/// The app a command is about: its first argument.
struct AppArgument: ParsableArguments {
  @Argument(help: "The app's name.", completion: AppNameCompletion.kind)
  var name: String

  /// The name, well-formed. Throws `appNameInvalid`.
  var checked: AppName {
    get throws(Problem) { try AppName(name) }
  }
}

extension CommonOptions {
  /// Runs `body` with the app's name and a client of the daemon that serves the home directory.
  func withDaemon<Result>(
    for app: AppArgument, _ body: (AppName, DaemonClient, Console) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let name = try app.checked
    return try await withDaemon { (daemon, console) async throws(Problem) in try await body(name, daemon, console) }
  }
}

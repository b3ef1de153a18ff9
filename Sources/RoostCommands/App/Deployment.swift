import RoostClient
import RoostModel

/// One `roost deploy` as its user sees it: progress, a question when a runtime is missing, and what Ctrl-C means.
struct Deployment {
  let daemon: DaemonClient
  let console: Console

  func run(_ request: DeployRequest) async throws(Problem) -> DeployResult {
    do throws(Problem) {
      return try await attempt(request)
    } catch {
      guard error.code == .runtimeMissing, !request.installsRuntimes, console.surroundings.interactive, !console.json
      else { throw error }
      let missing = MissingRuntimes(operations: daemon.runtimes, console: console)
      console.note(await missing.text(for: error, directory: request.directory))
      guard await Question.ask("Install what is missing now?", console: console) else { throw error }
      var request = request
      request.installsRuntimes = true
      return try await attempt(request)
    }
  }

  private func attempt(_ request: DeployRequest) async throws(Problem) -> DeployResult {
    let display = ProgressDisplay(console: console)
    let interruption = Interruption(reporting: interrupted(request), after: display, console: console)
    defer {
      interruption.end()
      display.end()
    }
    return try await daemon.deploy(request, progress: display.show)
  }

  private func interrupted(_ request: DeployRequest) -> Problem {
    let name = request.name ?? ProjectDirectory.name(of: request.directory)
    return Problem(
      .cancelled, "this command ended; the deployment goes on in the daemon",
      hint: "follow it: roost app info \(name), roost app logs \(name) -f")
  }
}

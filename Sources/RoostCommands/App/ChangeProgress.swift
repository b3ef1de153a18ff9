import RoostModel

/// A change of an app that takes a while, as its user sees it. It goes on in the daemon when the command ends.
struct ChangeProgress {
  let console: Console
  let app: AppName

  func run(
    _ change: ((ProgressEvent) -> Void) async throws(Problem) -> DeployResult
  ) async throws(Problem) -> DeployResult {
    let display = ProgressDisplay(console: console)
    let problem = Problem(
      .cancelled, "this command ended; the change goes on in the daemon",
      hint: "see what became of it: roost app deployments \(app)")
    let interruption = Interruption(reporting: problem, after: display, console: console)
    defer {
      interruption.end()
      display.end()
    }
    return try await change(display.show)
  }
}

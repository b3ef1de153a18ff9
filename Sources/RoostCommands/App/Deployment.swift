import RoostClient
import RoostModel

/// One `roost deploy` as its user sees it: progress, a question when a runtime is missing, and what Ctrl-C means.
struct Deployment {
  let daemon: DaemonClient
  let console: Console

  func run(_ request: DeployRequest) async throws(Problem) -> DeployResult {
    var request = request
    while true {
      do throws(Problem) {
        return try await attempt(request)
      } catch {
        guard let next = await answered(error, request) else { throw error }
        request = next
      }
    }
  }

  /// The request as it is after a question that the problem leads to; `nil` when there is nothing to ask. Each is asked once.
  private func answered(_ problem: Problem, _ request: DeployRequest) async -> DeployRequest? {
    var request = request
    if request.overrides?.type == nil, let type = await TypeQuestion(console: console).answer(to: problem) {
      var overrides = request.overrides ?? PlanOverrides()
      overrides.type = type
      request.overrides = overrides
      return request
    }
    guard problem.code == .runtimeMissing, !request.installsRuntimes, console.surroundings.interactive, !console.json
    else { return nil }
    let missing = MissingRuntimes(operations: daemon.runtimes, console: console)
    console.note(await missing.text(for: problem, directory: request.overrides == nil ? request.directory : nil))
    guard await Question.ask("Install what is missing now?", console: console) else { return nil }
    request.installsRuntimes = true
    return request
  }

  private func attempt(_ request: DeployRequest) async throws(Problem) -> DeployResult {
    try await console.following(interrupted(request)) { (progress) async throws(Problem) in
      try await daemon.deploy(request, progress: progress)
    }
  }

  private func interrupted(_ request: DeployRequest) -> Problem {
    let name = request.name ?? (request.directory.isEmpty ? "NAME" : ProjectDirectory.name(of: request.directory))
    return Problem(
      .cancelled, "this command ended; the deployment goes on in the daemon",
      hint: "follow it: roost app info \(name), roost app logs \(name) -f")
  }
}

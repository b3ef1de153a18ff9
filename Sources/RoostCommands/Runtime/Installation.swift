import ArgumentParser
import RoostModel

/// An installation as its user sees it: the plan with `--dry-run`, otherwise progress and what came of it.
struct Installation {
  let request: InstallRequest
  let change: ChangeOptions

  func run(_ common: CommonOptions) async throws {
    guard change.dryRun else { return try await common.withRuntimes(install) }
    let plan = try await common.withRuntimes { (session) async throws(Problem) in
      let plan = try await session.operations.plan(request)
      try session.console.show(plan) { InstallPlanText(plan: plan).text($0) }
      return plan
    }
    try change.exit(after: plan)
  }

  private func install(_ session: RuntimeSession) async throws(Problem) {
    let request = request
    let operations = session.operations
    let result = try await session.run("the installation") { (sink) async throws(Problem) in
      try await operations.install(request, sink)
    }
    try session.console.finish(result) { InstallResultText(result: result).text($0) }
  }
}

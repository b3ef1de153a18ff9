import RoostClient
import RoostModel

/// What a deployment lacks, for the question whether to install it: what would be installed, how large it is, how long it
/// takes, what is free.
struct MissingRuntimes {
  let operations: RuntimeOperations
  let console: Console

  /// The text above the question. `problem` is what the deployment answered; it is all there is when nobody knows more,
  /// or when the directory alone does not say what is deployed.
  func text(for problem: Problem, directory: String?) async -> String {
    guard let directory else { return short(problem) }
    do throws(Problem) {
      let missing = try await operations.check(directory).check.missingRuntimes
      guard !missing.isEmpty else { return short(problem) }
      let plan = try await operations.plan(InstallRequest(specifiers: missing))
      return InstallPlanText(plan: plan).text(console.noteStyle)
    } catch {
      return short(problem)
    }
  }

  /// Without the hint, which is for a no.
  private func short(_ problem: Problem) -> String { CleanText.clean(problem.message, colours: false) + "\n" }
}

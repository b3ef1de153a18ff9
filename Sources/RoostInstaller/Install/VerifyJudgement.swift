import RoostCatalog
import RoostModel

/// Decides whether a verify command proved its layer. Pure.
struct VerifyJudgement {
  let step: VerifyStep
  let title: String
  let version: String

  func judge(_ output: VerifyOutput) throws(Problem) {
    guard output.status == .exited(0) else { throw failure("\(output.status)", output) }
    let text = step.stream == .stdout ? output.standardOutput : output.standardError
    guard step.accepts(text, version: version) else { throw failure("did not print what a working one prints", output) }
  }

  private func failure(_ what: String, _ output: VerifyOutput) -> Problem {
    let command = step.arguments(version: version).joined(separator: " ")
    let lines = (output.standardError + "\n" + output.standardOutput).split(whereSeparator: \.isNewline).suffix(12)
    return Problem(
      .runtimeVerifyFailed, "\(title) was built but does not work, so it was not installed: `\(command)` \(what)",
      hint: "look at the lines above; to try again: roost runtime install '\(title.replacing(" ", with: "@"))'",
      cause: lines.isEmpty ? nil : lines.joined(separator: "\n"))
  }
}

import RoostCatalog
import RoostModel

/// Decides whether a verify command proved what it was run for. Pure.
struct VerifyJudgement {
  /// What was to be proved.
  enum Subject { case layer, machine }

  let step: VerifyStep
  let title: String
  let version: String
  var subject = Subject.layer

  func judge(_ output: VerifyOutput) throws(Problem) {
    guard output.status == .exited(0) else { throw failure("\(output.status)", output) }
    let text = step.stream == .stdout ? output.standardOutput : output.standardError
    guard step.accepts(text, version: version) else { throw failure("did not print what a working one prints", output) }
  }

  private func failure(_ what: String, _ output: VerifyOutput) -> Problem {
    let command = step.arguments(version: version).joined(separator: " ")
    let lines = (output.standardError + "\n" + output.standardOutput).split(whereSeparator: \.isNewline).suffix(12)
    let (message, hint) =
      switch subject {
      case .layer:
        (
          "\(title) was built but does not work, so it was not installed",
          "look at the lines above; to try again: roost runtime install '\(title.replacing(" ", with: "@"))'"
        )
      case .machine: ("\(title) does not work on this machine", "run it by hand to see more: \(command)")
      }
    return Problem(
      .runtimeVerifyFailed, "\(message): `\(command)` \(what)", hint: hint,
      cause: lines.isEmpty ? nil : lines.joined(separator: "\n"))
  }
}

import RoostCatalog
import RoostModel
import RoostSystem

/// Decides whether a verify command proved a runtime of the machine. Pure.
struct HostVerifyJudgement {
  let step: VerifyStep
  let title: String
  let version: String

  func judge(_ output: CommandResult) throws(Problem) {
    guard output.status == .exited(0) else { throw failure("\(output.status)", output) }
    let text = step.stream == .stdout ? output.standardOutput : output.standardError
    guard step.accepts(text, version: version) else { throw failure("did not print what a working one prints", output) }
  }

  private func failure(_ what: String, _ output: CommandResult) -> Problem {
    let command = step.arguments(version: version).joined(separator: " ")
    let lines = (output.standardError + "\n" + output.standardOutput).split(whereSeparator: \.isNewline).suffix(12)
    return Problem(
      .runtimeVerifyFailed, "\(title) does not work on this machine: `\(command)` \(what)",
      hint: "run it by hand to see more: \(command)", cause: lines.isEmpty ? nil : lines.joined(separator: "\n"))
  }
}

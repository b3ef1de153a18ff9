import Glibc
import RoostAgentProtocol
import RoostEnvironments
import RoostModel
import SystemPackage

/// Why a process could not be started, as its user sees it.
enum SpawnProblem {
  static func of(_ failure: SpawnFailure, _ process: ProcessSpec) -> Problem {
    let cause = "\(Errno(rawValue: failure.errno)) (\(failure.stage))"
    switch (failure.stage, failure.errno) {
    case (.execute, ENOENT), (.execute, ENOTDIR):
      return Problem(
        .commandNotFound, "there is no command '\(process.command)' in the environment, or its interpreter is missing",
        hint: "add the runtime that brings it, and see what there is: roost runtime list", cause: cause)
    case (.execute, _):
      return Problem(
        .commandNotExecutable, "'\(process.command)' cannot be executed", hint: "make it executable: chmod +x \(process.command)",
        cause: cause)
    case (.workingDirectory, _):
      return Problem(
        .usageInvalid, "there is no directory \(process.workingDirectory ?? "to start in") for '\(process.command)'",
        hint: "name a directory that is there", cause: cause)
    case (.fork, _):
      return Problem(
        .environmentState, "'\(process.command)' was not started: the environment's limit of processes or memory is reached",
        hint: "end some of its processes, or give it higher limits", cause: cause)
    case (.closing, _):
      return Problem(
        .environmentState, "the environment is being stopped", hint: RestartHint.text, cause: cause)
    default:
      return Problem(
        .environmentState, "'\(process.command)' could not be started", hint: "see what the machine lacks: roost doctor",
        cause: cause)
    }
  }
}

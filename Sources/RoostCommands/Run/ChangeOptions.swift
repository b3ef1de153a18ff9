import ArgumentParser
import RoostModel

/// The options of commands that change what is installed.
struct ChangeOptions: ParsableArguments {
  @Flag(name: [.customShort("n"), .long], help: "Say what would be done, and do nothing.")
  var dryRun = false
  @Flag(name: .customLong("detailed-exitcode"), help: "With --dry-run: exit with 3 when there is something to do.")
  var detailedExitCode = false

  func validate() throws {
    if detailedExitCode, !dryRun { throw ValidationError("--detailed-exitcode needs --dry-run.") }
  }

  /// What cannot be installed is a failure, asked for in detail or not.
  func exit(after plan: InstallPlan) throws {
    guard let status = PlanVerdict(plan: plan).exitStatus else { return }
    if detailedExitCode || status != ProblemCode.changesPending.exitStatus { throw ExitCode(status) }
  }

  /// Ends the command with 3 where that was asked for.
  func exit(changesPending: Bool) throws {
    if detailedExitCode, changesPending { throw ExitCode(3) }
  }
}

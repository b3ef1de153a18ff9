import RoostAgentClient
import RoostModel

/// Why a machine did not come up.
enum MachineProblem {
  private static let consoleTail = 4096

  static func failed(_ reason: String) -> Problem {
    Problem(
      .environmentBootFailed, "the virtual machine could not start its environment: \(reason)",
      hint: "see what this machine lacks: roost strategy list")
  }

  /// It ended, or said nothing. Blocking.
  static func silent(_ directory: EnvironmentDirectory) -> Problem {
    let console = LogTail.text(of: directory.console, bytes: consoleTail)
    let emulator = LogTail.text(of: directory.emulatorLog, bytes: consoleTail)
    return Problem(
      .environmentBootFailed, "the virtual machine ended before its agent served",
      hint: "look at its console: cat \(directory.console)", cause: console ?? emulator)
  }

  /// It ran, and ended by itself or was ended. Blocking.
  static func gone(_ directory: EnvironmentDirectory) -> Problem {
    let console = LogTail.text(of: directory.console, bytes: consoleTail)
    let emulator = LogTail.text(of: directory.emulatorLog, bytes: consoleTail)
    return Problem(
      .environmentState, "the virtual machine ended" + (console == nil ? "" : "; the last it said is below"),
      hint: "make a new one: roost app restart NAME, or roost env create", cause: console ?? emulator)
  }

  static func late(_ directory: EnvironmentDirectory, _ limit: Duration) -> Problem {
    Problem(
      .timeout, "the virtual machine did not start within \(limit.components.seconds) s",
      hint: "without KVM it is slow; try again when this machine is less busy: roost strategy list",
      cause: LogTail.text(of: directory.console, bytes: consoleTail))
  }
}

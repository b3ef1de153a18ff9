import RoostAgentClient
import RoostModel

/// Why a machine did not come up.
enum MachineProblem {
  private static let consoleTail = 4096
  /// A panic comes with a list of calls.
  private static let panicTail = 16 << 10
  private static let panic = "Kernel panic - not syncing: "

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
    let said = panicText(directory).map { ": its kernel panicked (\($0))" } ?? ""
    return Problem(
      .environmentState, "the virtual machine ended\(said)" + (console == nil ? "" : "; the last it said is below"),
      hint: "make a new one: roost app restart NAME, or roost env create", cause: console ?? emulator)
  }

  /// What its kernel stopped for, if it did.
  private static func panicText(_ directory: EnvironmentDirectory) -> String? {
    let lines = LogTail.lines(of: directory.console, bytes: panicTail)
    guard let line = lines.last(where: { $0.contains(panic) }), let range = line.firstRange(of: panic) else { return nil }
    return String(line[range.upperBound...].prefix(200))
  }

  static func late(_ directory: EnvironmentDirectory, _ limit: Duration) -> Problem {
    Problem(
      .timeout, "the virtual machine did not start within \(limit.components.seconds) s",
      hint: "without KVM it is slow; try again when this machine is less busy: roost strategy list",
      cause: LogTail.text(of: directory.console, bytes: consoleTail))
  }
}

import ArgumentParser
import RoostModel

/// `roost doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check what this machine lacks, and how to mend it.",
    discussion: """
      Needs no daemon and changes nothing. Exits with 1 when something that Roost cannot do without is missing.

      EXAMPLES
        roost doctor
        roost doctor --json
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let findings = await DaemonEntry.doctor()
    try common.console.show(findings) { DoctorText(findings: findings).text($0) }
    if findings.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
  }
}

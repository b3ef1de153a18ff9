import ArgumentParser
import RoostModel

/// `roost repair`
struct RepairCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair", abstract: "Finish or take back what was interrupted, then prove that everything works.",
    discussion: """
      After a power cut, a kill or a full disk. Harmless when nothing is wrong. Exits with 12 when a runtime does not work \
      afterwards, and with 1 when something else is left to be done by hand.

      EXAMPLES
        roost repair
        roost repair --json | jq .result.actions
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let report = try await common.withRuntimes { (session) async throws(Problem) in try await RepairCommand.repair(session) }
    if report.verified.contains(where: { $0.problem != nil }) { throw ExitCode(ProblemCode.runtimeVerifyFailed.exitStatus) }
    if report.remaining.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
  }

  static func repair(_ session: RuntimeSession) async throws(Problem) -> RepairReport {
    let operations = session.operations
    let report = try await session.run("the repair") { (sink) async throws(Problem) in try await operations.repair(sink) }
    try session.console.finish(report) { RepairText(report: report).text($0) }
    return report
  }
}

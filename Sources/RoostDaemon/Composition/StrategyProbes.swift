import Logging
import RoostEnvironments
import RoostModel
import RoostSandbox

/// Asks every strategy there is whether it works on this machine. Starts nothing.
struct StrategyProbes: Sendable {
  let settings: Settings

  func all() async -> [StrategySupport] { [await sandbox()] }

  private func sandbox() async -> StrategySupport {
    do throws(Problem) {
      let agent = try await AgentExecutable(home: settings.homePath).locate()
      let configuration = SandboxConfiguration(home: settings.homePath, agent: agent)
      return StrategySupport(await SandboxStrategy(configuration, logger: Logger(label: "roost.capabilities")).probe())
    } catch {
      return StrategySupport(kind: .sandbox, available: false, reason: "\(error.message): \(error.hint)")
    }
  }
}

extension StrategySupport {
  /// What fails is the reason, whether it stops the strategy or only takes something from it.
  init(_ report: ProbeReport) {
    let failing = report.findings.filter { !$0.passed }
    let reasons = failing.map { finding in finding.remedy.map { "\(finding.what): \($0)" } ?? finding.what }
    self.init(
      kind: report.strategy, available: report.isUsable, reason: reasons.isEmpty ? nil : reasons.joined(separator: "; "))
  }
}

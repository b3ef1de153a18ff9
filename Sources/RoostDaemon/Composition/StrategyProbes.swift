import Logging
import RoostEnvironments
import RoostModel
import RoostSandbox

/// Asks every strategy there is whether it works on this machine. Starts nothing.
struct StrategyProbes: Sendable {
  let settings: Settings

  func all() async -> [ProbeReport] { [await sandbox()] }

  private func sandbox() async -> ProbeReport {
    do throws(Problem) {
      let agent = try await AgentExecutable(home: settings.homePath).locate()
      let configuration = SandboxConfiguration(home: settings.homePath, agent: agent)
      return await SandboxStrategy(configuration, logger: Logger(label: "roost.capabilities")).probe()
    } catch {
      let finding = ProbeReport.Finding(passed: false, what: error.message, remedy: error.hint)
      return ProbeReport(strategy: .sandbox, isUsable: false, isolation: .namespaces, abilities: [], findings: [finding])
    }
  }
}

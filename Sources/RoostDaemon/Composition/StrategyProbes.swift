import Logging
import RoostEnvironments
import RoostModel

/// Asks every strategy there is whether it works on this machine. Starts nothing.
struct StrategyProbes: Sendable {
  let settings: Settings

  func all() async -> [ProbeReport] {
    do throws(Problem) {
      let composition = StrategyComposition(settings: settings, logger: Logger(label: "roost.capabilities"))
      return await (try await composition.make(home: settings.homePath)).reports()
    } catch {
      // Without its agent or with such settings none can be made.
      let finding = ProbeReport.Finding(passed: false, what: error.message, remedy: error.hint)
      return [ProbeReport(strategy: .sandbox, isUsable: false, isolation: .namespaces, abilities: [], findings: [finding])]
    }
  }
}

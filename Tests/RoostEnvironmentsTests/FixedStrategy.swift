import RoostEnvironments
import RoostModel

/// A strategy that only says what it is told to say.
struct FixedStrategy: Strategy {
  let report: ProbeReport
  var ids: [EnvironmentID] = []

  init(
    _ kind: StrategyKind, isUsable: Bool = true, _ isolation: IsolationLevel = .namespaces, _ abilities: Set<StrategyAbility> = []
  ) {
    let finding = ProbeReport.Finding(passed: isUsable, what: "the engine", remedy: isUsable ? nil : "start it")
    report = ProbeReport(
      strategy: kind, isUsable: isUsable, isolation: isolation, abilities: abilities, findings: [finding])
  }

  var kind: StrategyKind { report.strategy }
  func probe() async -> ProbeReport { report }
  func prepare(_ spec: EnvironmentSpec) async throws(Problem) -> any Environment { throw refusal }
  func reattach(_ id: EnvironmentID) async throws(Problem) -> (any Environment)? { throw refusal }
  func known() async throws(Problem) -> [EnvironmentID] { ids }
  func discard(_ id: EnvironmentID) async throws(Problem) { throw refusal }

  private var refusal: Problem { Problem(.unsupported, "\(kind) was asked", hint: "expect it") }
}

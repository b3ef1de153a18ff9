import RoostModel

/// One search for a strategy: what is asked of the candidates, and why those so far were turned away.
struct SelectionRound {
  private let mayWeaken: Bool
  private var abilities: Set<StrategyAbility> = []
  /// That of the first choice, unless another was asked for: a fallback must reach it.
  private var floor: IsolationLevel?
  private var rejected: [StrategySelection.Rejection] = []

  init(mayWeaken: Bool) { self.mayWeaken = mayWeaken }

  mutating func needs(_ abilities: Set<StrategyAbility>, _ isolation: IsolationLevel) {
    self.abilities = abilities
    floor = isolation
  }

  mutating func consider(_ target: StrategyTarget, _ strategy: any Strategy) async -> StrategySelection? {
    guard !rejected.contains(where: { $0.target == target }) else { return nil }
    let report = await strategy.probe(target)
    let reasons = objections(to: report)
    if reasons.isEmpty { return StrategySelection(target: target, strategy: strategy, report: report, rejected: rejected) }
    floor = floor ?? report.isolation
    rejected.append(StrategySelection.Rejection(target: target, reasons: reasons))
    return nil
  }

  private func objections(to report: ProbeReport) -> [String] {
    guard report.isUsable else {
      return report.shortcomings.isEmpty ? ["it cannot be used here"] : report.shortcomings
    }
    var reasons: [String] = []
    let missing = abilities.subtracting(report.abilities)
    if !missing.isEmpty { reasons.append("it lacks \(missing.map(\.rawValue).sorted().joined(separator: ", "))") }
    if let floor, report.isolation < floor, !mayWeaken {
      reasons.append(
        "it isolates less (\(report.isolation.rawValue)) than what was asked for (\(floor.rawValue)), which --allow-weaker takes")
      reasons += report.shortcomings
    }
    return reasons
  }

  func nothingLeft() -> Problem {
    let reasons = rejected.map { "\($0.target): \($0.reasons.joined(separator: "; "))" }
    return Problem(
      .strategyUnavailable, "no strategy can be used for this: \(reasons.first ?? "there is none")",
      hint: "see what each one lacks, and how to mend it: roost strategy list",
      cause: reasons.count > 1 ? reasons.dropFirst().joined(separator: "\n") : nil)
  }
}

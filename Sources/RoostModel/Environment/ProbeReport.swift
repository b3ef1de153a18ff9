/// What a strategy found out about this machine: whether it works here, how far it keeps environments apart, what it can do.
package struct ProbeReport: Sendable, Codable, Equatable {
  package struct Finding: Sendable, Codable, Equatable {
    package var passed: Bool
    package var what: String
    /// The exact command or setting that helps; `nil` when nothing has to be done.
    package var remedy: String?
    package init(passed: Bool, what: String, remedy: String? = nil) {
      self.passed = passed
      self.what = what
      self.remedy = remedy
    }
  }

  package var strategy: StrategyKind
  package var isUsable: Bool
  package var isolation: IsolationLevel
  /// In the order of their declaration. What is missing answers with ``ProblemCode/unsupported`` or is refused before the start.
  package var abilities: [StrategyAbility]
  package var findings: [Finding]

  package init(
    strategy: StrategyKind, isUsable: Bool, isolation: IsolationLevel, abilities: Set<StrategyAbility>, findings: [Finding]
  ) {
    self.strategy = strategy
    self.isUsable = isUsable
    self.isolation = isolation
    self.abilities = StrategyAbility.allCases.filter(abilities.contains)
    self.findings = findings
  }

  /// What it can is known once it is told where.
  package var isUndecided: Bool { isUsable && abilities.isEmpty }

  /// What fails, without what helps.
  package var failures: [String] { findings.filter { !$0.passed }.map(\.what) }

  /// What helps, as far as something is known to.
  package var remedies: [String] { findings.filter { !$0.passed }.compactMap(\.remedy) }

  /// What fails, with what helps, whether it stops the strategy or only takes something from it.
  package var shortcomings: [String] {
    findings.filter { !$0.passed }.map { finding in finding.remedy.map { "\(finding.what): \($0)" } ?? finding.what }
  }
}

package import RoostModel

/// What a strategy found out about this machine.
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
  package var findings: [Finding]

  package init(strategy: StrategyKind, isUsable: Bool, isolation: IsolationLevel, findings: [Finding]) {
    self.strategy = strategy
    self.isUsable = isUsable
    self.isolation = isolation
    self.findings = findings
  }
}

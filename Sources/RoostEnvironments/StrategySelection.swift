package import RoostModel

/// Which strategy was chosen, and why not another.
package struct StrategySelection: Sendable {
  package struct Rejection: Sendable, Equatable, Codable {
    package var target: StrategyTarget
    /// What is wrong, with what helps where something does.
    package var reasons: [String]

    package init(target: StrategyTarget, reasons: [String]) {
      self.target = target
      self.reasons = reasons
    }
  }

  package var target: StrategyTarget
  package var strategy: any Strategy
  package var report: ProbeReport
  /// In the order in which they were looked at.
  package var rejected: [Rejection]

  /// What somebody has to know before a program starts there.
  package var warning: String? {
    guard report.isolation == .none else { return nil }
    let machine = target.host == nil ? "this machine's" : "that host's"
    return "\(target) isolates nothing: the program has \(machine) files, processes and network; for code you trust"
  }
}

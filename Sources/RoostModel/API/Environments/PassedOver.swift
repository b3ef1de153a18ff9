/// A strategy that was looked at and not taken.
package struct PassedOver: Codable, Sendable, Equatable {
  package var target: StrategyTarget
  /// What is wrong, with what helps where something does.
  package var reasons: [String]
  package init(target: StrategyTarget, reasons: [String]) {
    self.target = target
    self.reasons = reasons
  }
}

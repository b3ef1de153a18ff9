/// How an app that serves is asked whether it is well.
package struct HealthRules: Codable, Sendable, Equatable {
  /// Seconds between two questions; 0 is never.
  package var interval: Int
  /// Seconds for an answer.
  package var timeout: Int
  /// Failures in a row after which it is started again.
  package var failures: Int

  package init(interval: Int, timeout: Int, failures: Int) {
    self.interval = interval
    self.timeout = timeout
    self.failures = failures
  }

  package static let standard = HealthRules(interval: 30, timeout: 5, failures: 3)
}

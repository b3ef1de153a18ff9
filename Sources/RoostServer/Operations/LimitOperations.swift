package import RoostModel

/// What the API can do about the limits of apps.
package struct LimitOperations: Sendable {
  package var limits: @Sendable (AppName) async throws(Problem) -> AppLimitsReport
  package var change: @Sendable (AppName, AppLimitsChange) async throws(Problem) -> AppLimitsReport

  package init(
    limits: @escaping @Sendable (AppName) async throws(Problem) -> AppLimitsReport,
    change: @escaping @Sendable (AppName, AppLimitsChange) async throws(Problem) -> AppLimitsReport
  ) {
    self.limits = limits
    self.change = change
  }
}

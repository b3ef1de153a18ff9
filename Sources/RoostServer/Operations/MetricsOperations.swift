package import RoostModel

/// What the API can tell of what apps use.
package struct MetricsOperations: Sendable {
  package var metrics: @Sendable (AppName, MetricsRange) async throws(Problem) -> AppMetrics

  package init(metrics: @escaping @Sendable (AppName, MetricsRange) async throws(Problem) -> AppMetrics) {
    self.metrics = metrics
  }
}

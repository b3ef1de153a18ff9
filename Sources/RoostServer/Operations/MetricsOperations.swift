package import RoostModel

/// What the API can tell of what apps use.
package struct MetricsOperations: Sendable {
  package var metrics: @Sendable (AppName, MetricsRange) async throws(Problem) -> AppMetrics

  /// Requests of every app's last hour in so many even steps, oldest first. An app that nobody came to may be left out.
  package var recent: @Sendable (_ steps: Int) async throws(Problem) -> [AppName: [Int]]

  /// Samples of an app's last hour, and with `follows` those that come.
  package var follow: @Sendable (AppName, MetricsFollowing) async throws(Problem) -> AsyncStream<MetricsPoint>

  package init(
    metrics: @escaping @Sendable (AppName, MetricsRange) async throws(Problem) -> AppMetrics,
    recent: @escaping @Sendable (Int) async throws(Problem) -> [AppName: [Int]],
    follow: @escaping @Sendable (AppName, MetricsFollowing) async throws(Problem) -> AsyncStream<MetricsPoint>
  ) {
    self.metrics = metrics
    self.recent = recent
    self.follow = follow
  }
}

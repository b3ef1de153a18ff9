import NIOHTTP1
package import RoostModel

extension DaemonClient {
  package func metrics(of name: AppName, _ range: MetricsRange) async throws(Problem) -> AppMetrics {
    try await value(.GET, "apps/\(name)/metrics?range=\(range.rawValue)")
  }

  /// Samples of the app's last hour. With `follows`, returns only when the daemon ends the stream, or the app is gone.
  package func metrics(
    of name: AppName, _ wanted: MetricsFollowing, each: (MetricsPoint) -> Void
  ) async throws(Problem) {
    var query = ["follow=\(wanted.follows)"]
    if let after = wanted.after { query.append("after=\(after)") }
    if let tail = wanted.tail { query.append("tail=\(tail)") }
    try await items("apps/\(name)/metrics/stream?" + query.joined(separator: "&"), each: each)
  }
}

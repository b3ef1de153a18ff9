import NIOHTTP1
package import RoostModel

extension DaemonClient {
  package func metrics(of name: AppName, _ range: MetricsRange) async throws(Problem) -> AppMetrics {
    try await value(.GET, "apps/\(name)/metrics?range=\(range.rawValue)")
  }
}

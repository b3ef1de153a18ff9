import NIOHTTP1
package import RoostModel

extension DaemonClient {
  /// With `stops` its process ends; else it stands still.
  package func sleep(_ name: AppName, stops: Bool) async throws(Problem) -> AppSummary {
    try await value(.POST, "apps/\(name)/sleep?stop=\(stops)")
  }

  package func wake(_ name: AppName) async throws(Problem) -> AppSummary { try await value(.POST, "apps/\(name)/wake") }
}

import NIOHTTP1
package import RoostModel

extension DaemonClient {
  package func limits(of name: AppName) async throws(Problem) -> AppLimitsReport { try await value(.GET, "apps/\(name)/limits") }

  package func changeLimits(of name: AppName, _ change: AppLimitsChange) async throws(Problem) -> AppLimitsReport {
    try await value(.PUT, "apps/\(name)/limits", body: change)
  }
}

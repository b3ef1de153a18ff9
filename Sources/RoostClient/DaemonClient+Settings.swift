import NIOHTTP1
package import RoostModel

extension DaemonClient {
  /// The daemon's own, as they are in force.
  package func settings() async throws(Problem) -> [SettingDetail] { try await value(.GET, "settings") }
}

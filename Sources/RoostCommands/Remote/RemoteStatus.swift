import RoostClient
import RoostModel

/// Which daemon answers, and as whom it knows the caller.
struct RemoteStatus: Codable, Equatable {
  /// `nil` is this machine.
  var host: KnownHost?
  /// Of this program.
  var client = RoostVersion.current
  var daemon: DaemonStatus
  var identity: IdentityDetail

  static func ask(_ host: RemoteHost) async throws(Problem) -> RemoteStatus {
    try await DaemonClient.with(.host(host)) { (client) async throws(Problem) in try await ask(client) }
  }

  static func ask(_ client: DaemonClient) async throws(Problem) -> RemoteStatus {
    let identity = try await client.identity()
    return RemoteStatus(host: client.place.host.map(KnownHost.init), daemon: try await client.status(), identity: identity)
  }
}

import RoostClient
import RoostModel

/// What a running daemon says of its gateway, for whoever gives it a certificate. Nothing when none runs.
struct TLSGateway {
  /// Clients take no wildcard directly below `localhost`, so each app is named.
  var hosts: [String] = []
  /// Where it listens with TLS.
  var port: Int?

  static func ask(_ home: HomeDirectory) async throws(Problem) -> TLSGateway {
    guard try DaemonEntry.isPresent(at: home) else { return TLSGateway() }
    return try await DaemonClient.with(socket: try home.socket) { (client) async throws(Problem) in
      TLSGateway(hosts: try await client.apps().map { "\($0.name).localhost" }, port: try await client.status().tlsPort)
    }
  }
}

import AsyncHTTPClient
import NIOCore
import RoostModel

extension HTTPClient {
  /// Runs `body` with a client for a few large downloads, and closes its connections afterwards. `stallLimit` is how long
  /// a server may send nothing.
  static func withDownloads<Value: Sendable>(
    through server: ProxySettings.Server?, stallLimit: TimeAmount = .seconds(30), _ body: (HTTPClient) async throws -> Value
  ) async throws -> Value {
    var configuration = HTTPClient.Configuration()
    // Followed by ``FollowedRequest``, which never leaves https.
    configuration.redirectConfiguration = .disallow
    configuration.timeout = .init(connect: .seconds(10), read: stallLimit)
    configuration.httpVersion = .http1Only
    configuration.connectionPool.idleTimeout = .seconds(5)
    // Attempts are counted by the schedule, not hidden in the client.
    configuration.connectionPool.retryConnectionEstablishment = false
    if let server { configuration.proxy = proxy(server) }
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    do {
      let value = try await body(client)
      try await client.shutdown()
      return value
    } catch {
      try await client.shutdown()
      throw error
    }
  }

  private static func proxy(_ server: ProxySettings.Server) -> HTTPClient.Configuration.Proxy {
    guard let credentials = server.credentials, let colon = credentials.firstIndex(of: ":") else {
      return .server(host: server.host, port: server.port)
    }
    let user = String(credentials[..<colon])
    let password = String(credentials[credentials.index(after: colon)...])
    return .server(host: server.host, port: server.port, authorization: .basic(username: user, password: password))
  }
}

import Glibc
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import RoostModel
import ServiceLifecycle

/// The daemon's HTTP API on its unix socket. Lives as long as the daemon.
package struct APIServer: Service {
  private let claim: SocketClaim
  let operations: DaemonOperations
  let runner = OperationRunner()
  private let logger: Logger
  private let onReady: @Sendable () async -> Void

  /// `onReady` is called when clients can connect.
  package init(
    claim: SocketClaim, operations: DaemonOperations, logger: Logger, onReady: @escaping @Sendable () async -> Void = {}
  ) {
    self.claim = claim
    self.operations = operations
    self.logger = logger
    self.onReady = onReady
  }

  package func run() async throws {
    defer { claim.removeSocket() }
    let application = Application(
      router: APIRouter.make(operations, runner: runner), server: connections,
      configuration: ApplicationConfiguration(
        address: .unixDomainSocket(path: claim.path), serverName: "roost",
        availableConnectionsDelegate: .maximum(256, logger: logger)),
      services: [runner],
      onServerRunning: { _ in await ready() },
      logger: logger)
    do {
      try await application.run()
    } catch {
      throw Problem.unexpected(error, during: "serving the API at \(claim.path)")
    }
  }

  private var connections: HTTPServerBuilder {
    let configuration = HTTP1Channel.Configuration(
      idleTimeout: .seconds(75),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
    let policy = PeerPolicy(owner: geteuid())
    return HTTPServerBuilder { responder in
      PeerCheckedChannel(http: HTTP1Channel(responder: responder, configuration: configuration), policy: policy)
    }
  }

  /// The peer check guards the socket from its first moment; the mode keeps others from connecting at all.
  private func ready() async {
    if chmod(claim.path, 0o600) != 0 {
      logger.error("could not restrict the API socket", metadata: ["path": "\(claim.path)", "errno": "\(errno)"])
    }
    await onReady()
  }
}

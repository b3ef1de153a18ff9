import Glibc
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import RoostModel
import ServiceLifecycle
import Synchronization

/// Where the API listens besides its socket.
package struct NetworkPlace: Sendable, Equatable {
  package var address: String
  package var port: Int
  /// Names it is asked for by, besides those of loopback.
  package var hosts: [String]
  package var isBehindProxy: Bool
  /// Somebody named the port: without it there is no daemon.
  package var isAskedFor: Bool

  package init(address: String, port: Int, hosts: [String] = [], isBehindProxy: Bool = false, isAskedFor: Bool = false) {
    self.address = address
    self.port = port
    self.hosts = hosts
    self.isBehindProxy = isBehindProxy
    self.isAskedFor = isAskedFor
  }
}

/// The API over TCP, for browsers and other machines. Runs beside the one on the socket, which carries its operations out.
package struct NetworkServer: Service {
  private let place: NetworkPlace
  private let operations: DaemonOperations
  private let runner: OperationRunner
  private let logger: Logger
  private let onReady: @Sendable (Int) async -> Void

  /// `onReady` is called with the port when clients can connect.
  package init(
    _ place: NetworkPlace, beside server: APIServer, logger: Logger, onReady: @escaping @Sendable (Int) async -> Void = { _ in }
  ) {
    self.place = place
    operations = server.operations
    runner = server.runner
    self.logger = logger
    self.onReady = onReady
  }

  package func run() async throws {
    let isOpen = Atomic(false)
    let rules = DoorRules(hosts: Set(place.hosts.map { $0.lowercased() }), isBehindProxy: place.isBehindProxy)
    let door = NetworkDoor(rules: rules, identify: operations.access.identify)
    let configuration = HTTP1Channel.Configuration(
      additionalChannelHandlers: [RequestPace()], idleTimeout: .seconds(75),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
    let application = Application(
      router: APIRouter.make(operations, runner: runner, door: .network(door)), server: .http1(configuration: configuration),
      configuration: ApplicationConfiguration(
        address: .hostname(place.address, port: place.port), serverName: "roost",
        availableConnectionsDelegate: .maximum(256, logger: logger)),
      onServerRunning: { channel in
        isOpen.store(true, ordering: .relaxed)
        await onReady(channel.localAddress?.port ?? 0)
      },
      logger: logger)
    do {
      try await application.run()
    } catch {
      guard !isOpen.load(ordering: .relaxed) else { throw Problem.unexpected(error, during: "serving the API at \(text)") }
      try await end(with: refusal(error))
    }
  }

  private var text: String { "\(place.address):\(place.port)" }

  /// Without it there is the socket still, unless somebody asked for it.
  private func end(with problem: Problem) async throws(Problem) {
    guard !place.isAskedFor else { throw problem }
    logger.warning("the API listens on its socket alone", metadata: ["problem": "\(problem.message)", "hint": "\(problem.hint)"])
    try? await gracefulShutdown()
  }

  private func refusal(_ error: any Error) -> Problem {
    let isTaken = (error as? IOError)?.errnoCode == EADDRINUSE
    return Problem(
      isTaken ? .portInUse : .settingsInvalid,
      isTaken ? "the API's port \(place.port) is taken" : "the API cannot listen on \(text)",
      hint: "take another port: roost serve --api-port \(place.port == 65_535 ? 7070 : place.port + 1); or none: --api-port 0",
      cause: "\(error)")
  }
}

import Foundation
import Logging
import RoostModel
package import RoostServer
import ServiceLifecycle
import Synchronization

extension ScratchDaemon {
  /// The real API server on a port of loopback.
  package static func withNetwork(_ operations: DaemonOperations, _ body: (Int) async throws -> Void) async throws {
    let path = "/tmp/roost-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let home = try HomeDirectory(option: path, variable: nil, userID: 0, userHome: nil)
    let (ready, readiness) = AsyncStream<Void>.makeStream()
    let port = Mutex(0)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = APIServer(claim: try SocketClaim.take(in: home), operations: operations, logger: logger)
    let network = NetworkServer(
      NetworkPlace(address: "127.0.0.1", port: 0, isAskedFor: true), beside: server, logger: logger
    ) { number in
      port.withLock { $0 = number }
      readiness.finish()
    }
    let services = ServiceGroup(configuration: .init(services: [server, network], logger: logger))
    let daemon = ScratchDaemon(home: home, socket: try home.socket, services: services)
    try await daemon.run(until: ready, readiness) { _ in try await body(port.withLock { $0 }) }
  }
}

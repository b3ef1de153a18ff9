import Foundation
import Logging
package import RoostClient
package import RoostModel
package import RoostServer
package import ServiceLifecycle

/// The real API server on a real socket, around operations that a test chooses.
package struct ScratchDaemon: Sendable {
  package let home: HomeDirectory
  package let socket: String
  package let services: ServiceGroup

  package static func with(_ operations: DaemonOperations, _ body: (ScratchDaemon) async throws -> Void) async throws {
    let path = "/tmp/roost-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let home = try HomeDirectory(option: path, variable: nil, userID: 0, userHome: nil)
    let (ready, readiness) = AsyncStream<Void>.makeStream()
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = APIServer(
      claim: try SocketClaim.take(in: home), operations: operations, logger: logger, onReady: { readiness.finish() })
    let services = ServiceGroup(configuration: .init(services: [server], logger: logger))
    let daemon = ScratchDaemon(home: home, socket: try home.socket, services: services)
    try await daemon.run(until: ready, readiness, body)
  }

  func run(
    until ready: AsyncStream<Void>, _ readiness: AsyncStream<Void>.Continuation,
    _ body: (ScratchDaemon) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { readiness.finish() }
        try await services.run()
      }
      for await _ in ready {}
      do {
        try await body(self)
      } catch {
        await services.triggerGracefulShutdown()
        throw error
      }
      await services.triggerGracefulShutdown()
      try await group.waitForAll()
    }
  }

  package func client<Result>(_ body: (DaemonClient) async throws -> Result) async throws -> Result {
    try await ScratchDaemon.client(of: socket, body)
  }

  package static func client<Result>(of socket: String, _ body: (DaemonClient) async throws -> Result) async throws -> Result {
    try await DaemonClient.with(socket: socket) { (client) async throws(Problem) in
      do {
        return try await body(client)
      } catch {
        throw Problem.unexpected(error, during: "the test")
      }
    }
  }
}

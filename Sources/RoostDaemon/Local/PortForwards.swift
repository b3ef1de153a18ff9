import RoostEnvironments
import RoostModel

/// Ports of this machine's loopback that lead into an environment, as long as something goes on there.
struct PortForwards: Sendable {
  private let mappings: [PortMapping]
  private let note: @Sendable (String) -> Void

  init(_ mappings: [PortMapping], note: @escaping @Sendable (String) -> Void) {
    self.mappings = mappings
    self.note = note
  }

  /// All are bound before `body` begins, and closed when it ends. `port.in-use` for one that somebody has.
  func open<Result: Sendable>(
    to environment: any Environment, while body: @escaping @Sendable () async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    guard !mappings.isEmpty else { return try await body() }
    let ports = try LoopbackPorts(mappings)
    do {
      return try await withThrowingTaskGroup(of: Result?.self) { group in
        defer {
          ports.close()
          group.cancelAll()
        }
        group.addTask {
          await ports.serve(environment)
          return nil
        }
        group.addTask {
          await tell(environment)
          return nil
        }
        group.addTask { try await body() }
        while let outcome = try await group.next() { if let outcome { return outcome } }
        throw CancellationError()
      }
    } catch { throw Problem.unexpected(error, during: "forwarding ports") }
  }

  /// Says when something answers at a port that leads there.
  private func tell(_ environment: any Environment) async {
    for await event in await environment.events() {
      guard case .portOpened(let port) = event, let mapping = mappings.first(where: { $0.inside == port.port }) else { continue }
      let who = port.process.map { ", \($0.name) (pid \($0.pid))" } ?? ""
      note("server ready: http://127.0.0.1:\(mapping.outside)\(who)")
    }
  }
}

import RoostEnvironments
import RoostModel
import RoostSystem

/// Ports of this machine's loopback that lead into an environment, as long as something goes on there.
struct PortForwards: Sendable {
  private let mappings: [PortMapping]
  private let note: @Sendable (String) -> Void
  /// Connections at once, of one port.
  private static let mostConnections = 128

  init(_ mappings: [PortMapping], note: @escaping @Sendable (String) -> Void) {
    self.mappings = mappings
    self.note = note
  }

  /// All are bound before `body` begins, and closed when it ends. `port.in-use` for one that somebody has.
  func open<Result: Sendable>(
    to environment: any Environment, while body: @escaping @Sendable () async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    guard !mappings.isEmpty else { return try await body() }
    let stop = try StopSwitch()
    let doors = try mappings.map { (mapping) throws(Problem) in (mapping, try LoopbackDoor(port: mapping.outside)) }
    do {
      return try await withThrowingTaskGroup(of: Result?.self) { group in
        defer {
          stop.raise()
          group.cancelAll()
        }
        for (mapping, door) in doors {
          group.addTask {
            await PortForwards.serve(door, mapping.inside, of: environment, until: stop)
            return nil
          }
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

  private static func serve(_ door: LoopbackDoor, _ port: UInt16, of environment: any Environment, until stop: StopSwitch) async {
    await withDiscardingTaskGroup { group in
      let room = Room(mostConnections)
      while let connection = await BlockingWork.run({ door.next(until: stop) }) {
        guard room.enter() else { continue }
        group.addTask {
          defer { room.leave() }
          // Nothing listens there, or not yet: the connection ends, as it would without us.
          guard case .descriptor(let inside)? = try? await environment.dial(port) else { return }
          let relay = SocketRelay(connection, OwnedDescriptor(owning: inside))
          await BlockingWork.run { relay.run(until: stop) }
        }
      }
    }
  }
}

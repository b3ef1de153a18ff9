import RoostEnvironments
import RoostKeeper
import RoostModel
import RoostSystem

/// Ports of 127.0.0.1 that lead into one environment, bound from the beginning to ``close()``.
struct LoopbackPorts: HostPorts {
  private let doors: [(mapping: PortMapping, door: LoopbackDoor)]
  private let stop: StopSwitch
  /// Connections at once, of one port.
  private static let mostConnections = 128

  /// All or none; `port.in-use` for one that somebody has.
  init(_ mappings: [PortMapping]) throws(Problem) {
    stop = try StopSwitch()
    doors = try mappings.map { (mapping) throws(Problem) in (mapping, try LoopbackDoor(port: mapping.outside)) }
  }

  func close() { stop.raise() }

  func serve(_ environment: any Environment) async {
    await withTaskCancellationHandler {
      await withDiscardingTaskGroup { group in
        for (mapping, door) in doors { group.addTask { await serve(door, mapping.inside, of: environment) } }
      }
    } onCancel: {
      close()
    }
  }

  private func serve(_ door: LoopbackDoor, _ port: UInt16, of environment: any Environment) async {
    await withDiscardingTaskGroup { group in
      let room = Room(LoopbackPorts.mostConnections)
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

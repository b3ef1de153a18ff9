import Synchronization

extension Gateway {
  /// Answers at a listening socket inside an environment, which is taken over: as soon as the gateway listens, and until the door is
  /// closed.
  package func openDoor(_ descriptor: CInt, isSecure: Bool, for guest: GatewayGuest) async -> GatewayDoor {
    let door = GatewayDoor(descriptor, isSecure ? .https : .http, guest)
    doors.withLock { doors in
      doors.removeAll { $0.isClosed }
      doors.append(door)
    }
    await openDoors()
    return door
  }

  func openDoors() async {
    guard let listener = listener.withLock({ $0 }) else { return }
    for door in doors.withLock({ $0 }) { await door.open(listener, shared, group) }
  }

  func closeDoors() {
    let all = doors.withLock { doors in
      defer { doors = [] }
      return doors
    }
    for door in all { door.close() }
  }
}

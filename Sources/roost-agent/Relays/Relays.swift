import Glibc

/// The relays that are open.
final class Relays {
  private static let maximum = 512

  private let loop: EventLoop
  private var all: [ObjectIdentifier: Relay] = [:]

  init(_ loop: EventLoop) { self.loop = loop }

  var areFull: Bool { all.count >= Relays.maximum }

  func join(_ client: Descriptor, early: [UInt8], to port: Descriptor) {
    let relay = Relay(loop, client: client, early: early, port: port) { [unowned self] in all[ObjectIdentifier($0)] = nil }
    all[ObjectIdentifier(relay)] = relay
    relay.pump()
  }
}

import CRoost
import Glibc
import RoostAgentProtocol

/// The listening socket and everybody who came in through it.
final class Clients {
  private static let maximum = 64
  private static let pauseNanoseconds: UInt64 = 100_000_000

  private let listener: Descriptor
  private let owner: UInt32
  private let loop: EventLoop
  private let handle: (AgentRequest, UInt32, Client) -> Void
  private var watch: Watch?
  private var all: [ObjectIdentifier: Client] = [:]

  /// - Parameter owner: the only user whose connections are taken.
  init(
    _ listener: Descriptor, owner: UInt32, _ loop: EventLoop, handle: @escaping (AgentRequest, UInt32, Client) -> Void
  ) throws(SystemFailure) {
    self.listener = listener
    self.owner = owner
    self.loop = loop
    self.handle = handle
    watch = try loop.watch(listener) { [unowned self] _ in accept() }
  }

  /// Tells everybody who wants to hear of events.
  func announce(_ event: AgentMessage) {
    for client in Array(all.values) {
      if let channel = client.eventChannel { client.send(event, on: channel) }
    }
  }

  func flush() { for client in Array(all.values) { client.flush() } }

  /// Out of descriptors the next connection would be announced again and again.
  private func pause(after errno: Int32) {
    guard errno == EMFILE || errno == ENFILE || errno == ENOMEM else { return }
    watch?.want(readable: false)
    loop.after(nanoseconds: Clients.pauseNanoseconds) { [weak self] in self?.watch?.want(readable: true) }
  }

  private func accept() {
    var user: UInt32 = 0
    let number = roost_unix_accept(listener.number, &user)
    guard number >= 0 else { return pause(after: -number) }
    let socket = Descriptor(number)
    guard user == owner, all.count < Clients.maximum else { return }
    let client = try? Client(socket, loop, handle: handle) { [unowned self] in all[ObjectIdentifier($0)] = nil }
    if let client { all[ObjectIdentifier(client)] = client }
  }
}

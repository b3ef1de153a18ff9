import CRoost
import Glibc
import RoostAgentProtocol

/// The end of a bridge that takes connections, on the host. It ends with its stream.
final class ListeningEnd: BridgeEnd {
  private static let pauseNanoseconds: UInt64 = 100_000_000

  private let bridge: Bridge
  private let listener: Descriptor
  private var listenerWatch: Watch?
  private var lastChannel: UInt32 = 0

  init(_ listener: Descriptor, _ stream: Descriptor) throws(SystemFailure) {
    self.listener = listener
    bridge = try Bridge(stream)
    bridge.end = self
  }

  func run() -> Never {
    greet()
    withExtendedLifetime(self) { bridge.loop.run() }
  }

  /// Until it is answered, connections wait to be taken.
  private func greet() {
    listenerWatch = nil
    let token = (0..<BridgeGreeting.tokenLength).map { _ in UInt8.random(in: .min ... .max) }
    let greeting = BridgeGreeting(token: token)
    bridge.expect(greeting)
    bridge.send(greeting.encodedAfterRubbish)
  }

  func greeted(_ greeting: BridgeGreeting) {
    listenerWatch = try? bridge.loop.watch(listener) { [unowned self] _ in accept() }
    if listenerWatch == nil { exit(1) }
  }

  func asked(toOpen channel: UInt32) throws(DecodingFailure) { throw .invalidValue }

  func lost() {
    bridge.reset()
    greet()
  }

  func ended() { exit(0) }

  func fellQuiet() {}

  /// Kills a process when it is still there then. Its time was to be kept by itself.
  func end(_ process: Descriptor, afterMilliseconds limit: UInt64) {
    let (nanoseconds, isTooLong) = limit.multipliedReportingOverflow(by: 1_000_000)
    if isTooLong { return }
    bridge.loop.after(nanoseconds: nanoseconds) { _ = roost_process_kill(process.number) }
  }

  private func accept() {
    var user: UInt32 = 0
    let number = roost_unix_accept(listener.number, &user)
    guard number >= 0 else { return pause(after: -number) }
    let socket = Descriptor(number)
    guard user == geteuid() || user == 0 else { return }
    lastChannel &+= 1
    guard bridge.open(lastChannel, socket) else { return }
    bridge.send(BridgeFrame(lastChannel, .open))
  }

  /// Out of descriptors the next connection would be announced again and again.
  private func pause(after errno: Int32) {
    guard errno == EMFILE || errno == ENFILE || errno == ENOMEM else { return }
    listenerWatch?.want(readable: false)
    bridge.loop.after(nanoseconds: ListeningEnd.pauseNanoseconds) { [weak self] in self?.listenerWatch?.want(readable: true) }
  }
}

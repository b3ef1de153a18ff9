import CRoost
import Glibc
import RoostAgentProtocol

/// The end of a bridge that makes connections, where the agent is. Its stream is a device, behind which one after the other
/// may come.
final class ConnectingEnd: BridgeEnd {
  private static let pauseNanoseconds: UInt64 = 10_000_000

  private let bridge: Bridge
  private let directory: Descriptor
  private let name: String
  private let ending: Descriptor
  private var endingWatch: Watch?
  /// It was told to end, once everything has been passed on.
  private var isLeaving = false

  /// - Parameter name: of a socket in `directory`.
  init(_ stream: Descriptor, to name: String, in directory: Descriptor) throws(SystemFailure) {
    self.directory = directory
    self.name = name
    bridge = try Bridge(stream)
    ending = try Descriptor(checking: roost_end_signal())
    bridge.end = self
    endingWatch = try bridge.loop.watch(ending) { [unowned self] _ in leave() }
  }

  func run() -> Never { withExtendedLifetime(self) { bridge.loop.run() } }

  func greeted(_ greeting: BridgeGreeting) {
    bridge.reset()
    bridge.send(greeting.encoded)
  }

  func asked(toOpen channel: UInt32) throws(DecodingFailure) {
    let number = roost_unix_connect(directory.number, name)
    if number >= 0, bridge.open(channel, Descriptor(number)) { return }
    bridge.send(BridgeFrame(channel, .close))
  }

  func lost() { bridge.reset() }

  private func leave() {
    _ = roost_signal_drain(ending.number)
    isLeaving = true
    if bridge.isQuiet { exit(0) }
  }

  func fellQuiet() { if isLeaving { exit(0) } }

  /// Nobody is at the other side of the device, until somebody is; that is not told, so it is looked for.
  func ended() {
    bridge.pauseStream()
    bridge.expect(nil)
    bridge.loop.after(nanoseconds: ConnectingEnd.pauseNanoseconds) { [unowned self] in
      do throws(SystemFailure) { try bridge.watchStream() } catch { exit(1) }
    }
  }
}

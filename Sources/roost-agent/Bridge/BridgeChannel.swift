import Glibc
import RoostAgentProtocol

/// One connection that a bridge carries: its socket at this end.
final class BridgeChannel {
  private static let portion = BridgeFrame.maximumData

  private let number: UInt32
  private let socket: Descriptor
  private unowned let bridge: Bridge
  private var watch: Watch?
  private var flow = BridgeFlow()
  /// What came for the socket.
  private var queue = BridgeQueue()
  private var hasSentEnd = false
  private var hasReceivedEnd = false
  private var hasPassedOnEnd = false

  init(_ number: UInt32, _ socket: Descriptor, _ bridge: Bridge) {
    self.number = number
    self.socket = socket
    self.bridge = bridge
  }

  // MARK: From the stream

  func take(_ content: BridgeFrame.Content) throws(DecodingFailure) {
    switch content {
    case .open: throw .invalidValue
    case .data(let bytes):
      guard !hasReceivedEnd else { throw .invalidValue }
      try flow.received(bytes.count)
      queue.append(bytes)
      passOn()
    case .credit(let count): try flow.received(credit: count)
    case .finish:
      hasReceivedEnd = true
      passOn()
    case .close: return bridge.forget(number)
    }
    look()
  }

  private func passOn() {
    do throws(SystemFailure) {
      let count = try queue.flush(to: socket)
      if let credit = flow.passedOn(count) { bridge.send(BridgeFrame(number, .credit(credit))) }
    } catch {
      return abandon()
    }
    guard hasReceivedEnd, queue.length == 0, !hasPassedOnEnd else { return }
    hasPassedOnEnd = true
    shutdown(socket.number, Int32(SHUT_WR))
  }

  // MARK: From the socket

  private func react(to ready: Readiness) {
    if ready.isWritable || ready.isClosed, queue.length > 0 { passOn() }
    if ready.isReadable || ready.isClosed, !hasSentEnd { receive() }
    look()
  }

  private func receive() {
    while !hasSentEnd, flow.room > 0, bridge.hasRoom {
      do throws(SystemFailure) {
        let bytes = try socket.read(min(BridgeChannel.portion, flow.room))
        if bytes.isEmpty {
          hasSentEnd = true
          return bridge.send(BridgeFrame(number, .finish))
        }
        flow.sent(bytes.count)
        bridge.send(BridgeFrame(number, .data(bytes)))
      } catch {
        return error.errno == EAGAIN ? () : abandon()
      }
    }
  }

  private func abandon() {
    bridge.send(BridgeFrame(number, .close))
    bridge.forget(number)
  }

  // MARK: Waiting

  /// Waits for what can be done next. Nobody is watched in vain: a socket that is closed is always ready.
  func look() {
    if hasSentEnd, hasPassedOnEnd { return bridge.forget(number) }
    let readable = !hasSentEnd && flow.room > 0 && bridge.hasRoom
    let writable = queue.length > 0
    guard readable || writable, bridge.has(number) else { return watch = nil }
    if let watch { return watch.want(readable: readable, writable: writable) }
    watch = try? bridge.loop.watch(socket, readable: readable, writable: writable) { [unowned self] in react(to: $0) }
    if watch == nil { abandon() }
  }

  func close() {
    watch = nil
    socket.close()
  }
}

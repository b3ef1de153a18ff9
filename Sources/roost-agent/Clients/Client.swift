import Glibc
import RoostAgentProtocol

/// A connection to `agent.sock`. Whatever comes over it can end this connection, and nothing else.
final class Client {
  /// Output waits in the journal while this much is on its way.
  private static let room = 256 << 10
  /// A client that lets this much pile up does not read, and is closed.
  private static let limit = 8 << 20
  private static let maximumSubscriptions = 1024
  private static let maximumWatches = 16

  private(set) var isGreeted = false
  private(set) var isOpen = true
  /// Where it wants to hear of events.
  private(set) var eventChannel: UInt32?

  private let socket: Descriptor
  private let loop: EventLoop
  private let handle: (AgentRequest, UInt32, Client) -> Void
  private let closed: (Client) -> Void
  private var watch: Watch?
  private var decoder = FrameDecoder()
  private var queue = SendQueue()
  private var isFlushPlanned = false
  /// What comes next may not be a frame.
  private var isHeld = false
  private var subscriptions: [UInt32: any ClientChannel] = [:]

  init(
    _ socket: Descriptor, _ loop: EventLoop, handle: @escaping (AgentRequest, UInt32, Client) -> Void,
    closed: @escaping (Client) -> Void
  ) throws(SystemFailure) {
    self.socket = socket
    self.loop = loop
    self.handle = handle
    self.closed = closed
    watch = try loop.watch(socket) { [unowned self] ready in react(to: ready) }
  }

  var hasRoom: Bool { isOpen && queue.length < Client.room }

  // MARK: Sending

  func send(_ message: AgentMessage, on channel: UInt32, with descriptor: Descriptor? = nil) {
    guard isOpen else { return }
    queue.append(message.frame(channel: channel).encoded, with: descriptor)
    if queue.length > Client.limit { return close() }
    planFlush()
  }

  /// Sends what waits, without waiting itself.
  func flush() {
    guard isOpen else { return }
    do throws(SystemFailure) {
      watch?.want(writable: !(try queue.flush(to: socket)))
    } catch {
      close()
    }
  }

  /// Once a round, so that small messages go together.
  private func planFlush() {
    if isFlushPlanned { return }
    isFlushPlanned = true
    loop.atEndOfRound { [self] in
      isFlushPlanned = false
      flush()
      if hasRoom { pumpSubscriptions() }
    }
  }

  // MARK: Receiving

  private func react(to ready: Readiness) {
    if ready.isWritable {
      flush()
      if hasRoom { pumpSubscriptions() }
    }
    if ready.isReadable { receive() } else if ready.isClosed { close() }
  }

  private func receive() {
    do {
      let bytes = try socket.read(64 << 10)
      if bytes.isEmpty { return close() }
      decoder.append(bytes)
      try takeFrames()
    } catch let failure as SystemFailure where failure.errno == EAGAIN {
      return
    } catch {
      close()
    }
  }

  private func takeFrames() throws(DecodingFailure) {
    while isOpen, !isHeld, let frame = try decoder.next() { try take(frame) }
  }

  private func take(_ frame: Frame) throws(DecodingFailure) {
    let request: AgentRequest
    do throws(DecodingFailure) {
      request = try AgentRequest(frame)
    } catch .unknownType where isGreeted {
      // From a newer client, which can do without.
      return send(.failed(errno: ENOSYS), on: frame.channel)
    }
    if !isGreeted {
      guard case .hello = request else { throw .invalidValue }
      isGreeted = true
    }
    handle(request, frame.channel, self)
  }

  // MARK: Subscriptions

  func subscribeToEvents(on channel: UInt32) { eventChannel = channel }

  func follow(_ process: ChildProcess, from offset: UInt64, credit: UInt32, on channel: UInt32) throws(SystemFailure) {
    guard offset <= process.journal.end else { throw SystemFailure(EINVAL) }
    try check(channel)
    let subscription = Subscription(process, from: offset, credit: credit, for: self, channel: channel)
    subscriptions[channel] = subscription
    subscription.pump()
  }

  /// Follows what happens to files.
  func watch(_ path: String, credit: UInt32, on channel: UInt32) throws(SystemFailure) {
    try check(channel)
    guard subscriptions.values.count(where: { $0 is FileWatch }) < Client.maximumWatches else { throw SystemFailure(EMFILE) }
    let watch = try FileWatch(path, credit: credit, for: self, on: channel, loop)
    subscriptions[channel] = watch
    watch.begin()
  }

  private func check(_ channel: UInt32) throws(SystemFailure) {
    guard subscriptions[channel] == nil else { throw SystemFailure(EINVAL) }
    guard subscriptions.count < Client.maximumSubscriptions else { throw SystemFailure(EMFILE) }
  }

  func add(credit: UInt32, on channel: UInt32) { subscriptions[channel]?.add(credit: credit) }

  func detach(_ channel: UInt32) { subscriptions[channel]?.cancel() }

  func forget(_ channel: UInt32) { subscriptions[channel] = nil }

  private func pumpSubscriptions() { for subscription in Array(subscriptions.values) { subscription.pump() } }

  // MARK: Giving the connection away

  /// Takes no more frames until ``release()`` or ``handOver(_:)``.
  func hold() {
    isHeld = true
    watch?.want(readable: false)
  }

  func release() {
    guard isOpen else { return }
    isHeld = false
    watch?.want(readable: true)
    do throws(DecodingFailure) { try takeFrames() } catch { close() }
  }

  /// Ends this client, but not its connection, once everything was sent that it was told. `take` gets the connection and
  /// what the client sent already.
  func handOver(_ take: @escaping (Descriptor, [UInt8]) -> Void) {
    flush()
    guard isOpen else { return }
    guard queue.length == 0 else {
      // One that does not read its answers is not worth waiting for.
      return close()
    }
    let early = decoder.takeRest()
    let connection = socket
    leave()
    take(connection, early)
  }

  // MARK: End

  /// Sends what was said so far if it is taken at once, and ends the connection.
  func closeAfterFlush() {
    flush()
    close()
  }

  func close() {
    guard isOpen else { return }
    leave()
    socket.close()
  }

  private func leave() {
    isOpen = false
    watch?.cancel()
    for subscription in Array(subscriptions.values) { subscription.cancel() }
    closed(self)
  }
}

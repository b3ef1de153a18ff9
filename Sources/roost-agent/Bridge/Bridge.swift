import CRoost
import Glibc
import RoostAgentProtocol

/// One end of a bridge: carries connections over one stream of bytes. The other end may be anybody: what it says can end the
/// connections, and nothing else.
final class Bridge {
  private static let maximumChannels = 256
  private static let portion = 128 << 10
  /// Sockets are not read while this much waits for the stream.
  private static let room = 256 << 10

  let loop: EventLoop
  /// Set once, before the loop runs.
  weak var end: (any BridgeEnd)?
  private(set) var channels: [UInt32: BridgeChannel] = [:]
  private let stream: Descriptor
  private var streamWatch: Watch?
  private var decoder = BridgeDecoder()
  private var queue = BridgeQueue()
  private var isFlushPlanned = false

  init(_ stream: Descriptor) throws(SystemFailure) {
    loop = try EventLoop(
      poll: Descriptor(checking: roost_poll_create()), timer: Descriptor(checking: roost_timer_create()))
    self.stream = stream
    try watchStream()
  }

  func watchStream() throws(SystemFailure) {
    streamWatch = try loop.watch(stream) { [unowned self] in react(to: $0) }
  }

  var hasRoom: Bool { queue.length < Bridge.room }

  var isQuiet: Bool { channels.isEmpty && queue.length == 0 }

  func has(_ channel: UInt32) -> Bool { channels[channel] != nil }

  // MARK: Channels

  /// False when there are too many.
  func open(_ number: UInt32, _ socket: Descriptor) -> Bool {
    guard channels.count < Bridge.maximumChannels, channels[number] == nil else { return false }
    let channel = BridgeChannel(number, socket, self)
    channels[number] = channel
    channel.look()
    return true
  }

  func forget(_ number: UInt32) {
    channels.removeValue(forKey: number)?.close()
    if isQuiet { end?.fellQuiet() }
  }

  /// Ends all connections, and what waits for the stream.
  func reset() {
    for number in Array(channels.keys) { forget(number) }
    queue = BridgeQueue()
  }

  /// What came so far is forgotten.
  func expect(_ greeting: BridgeGreeting?) { decoder = BridgeDecoder(expecting: greeting) }

  func pauseStream() { streamWatch = nil }

  // MARK: The stream

  func send(_ frame: BridgeFrame) { send(frame.encoded) }

  func send(_ bytes: [UInt8]) {
    queue.append(bytes)
    if isFlushPlanned { return }
    isFlushPlanned = true
    loop.atEndOfRound { [unowned self] in
      isFlushPlanned = false
      flush()
    }
  }

  private func flush() {
    let wasFull = !hasRoom
    do throws(SystemFailure) {
      _ = try queue.flush(to: stream)
      streamWatch?.want(writable: queue.length > 0)
    } catch {
      return streamEnded()
    }
    if wasFull, hasRoom { channels.values.forEach { $0.look() } }
    if isQuiet { end?.fellQuiet() }
  }

  private func react(to ready: Readiness) {
    if ready.isWritable { flush() }
    if ready.isReadable || ready.isClosed { receive() }
    if !hasRoom { channels.values.forEach { $0.look() } }
  }

  private func streamEnded() {
    reset()
    end?.ended()
  }

  private func receive() {
    let bytes: [UInt8]
    do throws(SystemFailure) {
      bytes = try stream.read(Bridge.portion)
    } catch {
      return error.errno == EAGAIN ? () : streamEnded()
    }
    if bytes.isEmpty { return streamEnded() }
    decoder.append(bytes)
    while true {
      do throws(DecodingFailure) {
        guard let item = try decoder.next() else { return }
        try take(item)
      } catch {
        decoder.lookForGreeting()
        end?.lost()
      }
    }
  }

  private func take(_ item: BridgeDecoder.Item) throws(DecodingFailure) {
    switch item {
    case .greeting(let greeting): end?.greeted(greeting)
    case .frame(let frame):
      if frame.content == .open { return try end?.asked(toOpen: frame.channel) ?? () }
      try channels[frame.channel]?.take(frame.content)
    }
  }
}

import CRoost
import Foundation
import RoostAgentProtocol

/// A plain, blocking client. Every wait has a limit.
final class TestClient {
  private(set) var socket: Int32
  private var decoder = FrameDecoder()
  private var inbox: [(channel: UInt32, message: AgentMessage)] = []
  private var descriptors: [Int32] = []
  private var lastChannel: UInt32 = 0

  init(_ socket: Int32) { self.socket = socket }

  deinit { disconnect() }

  func disconnect() {
    if socket >= 0 { close(socket) }
    socket = -1
    descriptors.forEach { close($0) }
    descriptors = []
  }

  @discardableResult
  func send(_ request: AgentRequest, channel: UInt32? = nil) throws -> UInt32 {
    lastChannel += 1
    let channel = channel ?? lastChannel
    try send(raw: request.frame(channel: channel).encoded)
    return channel
  }

  func send(raw bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { roost_send(socket, $0.baseAddress, $0.count, -1) }
      if sent == -EAGAIN {
        try awaitReadiness(Int16(POLLOUT), seconds: 10)
      } else if sent < 0 {
        throw TestFailure("send: errno \(-sent)")
      } else {
        rest = rest.dropFirst(Int(sent))
      }
    }
  }

  // MARK: Without frames

  func makeBlocking() throws {
    guard fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) & ~O_NONBLOCK) == 0 else { throw TestFailure("fcntl") }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Everything up to the end.
  func readRaw() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = read(socket, &buffer, buffer.count)
      guard count >= 0 else { throw TestFailure("read: errno \(errno) after \(bytes.count) bytes") }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// Sends until nothing more is taken; fails when that is never.
  func fill(limit: Int) throws {
    let portion = [UInt8](repeating: 7, count: 64 << 10)
    var (sent, idle) = (0, 0)
    while idle < 20 {
      guard sent < limit else { throw TestFailure("all was taken: \(sent)") }
      let count = Int(roost_send(socket, portion, portion.count, -1))
      if count > 0 {
        (sent, idle) = (sent + count, 0)
      } else {
        idle += 1
        var nothing = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
        poll(&nothing, 1, 20)
      }
    }
  }

  func call(_ request: AgentRequest, seconds: Double = 10) throws -> AgentMessage {
    try next(on: try send(request), seconds: seconds)
  }

  /// The next message of a channel; others are kept for later.
  func next(on channel: UInt32, seconds: Double = 10) throws -> AgentMessage {
    try next(seconds: seconds) { found, _ in found == channel }
  }

  func next(seconds: Double = 10, where isWanted: (UInt32, AgentMessage) -> Bool) throws -> AgentMessage {
    let deadline = Date().addingTimeInterval(seconds)
    while true {
      if let index = inbox.firstIndex(where: { isWanted($0.channel, $0.message) }) {
        return inbox.remove(at: index).message
      }
      try receive(seconds: deadline.timeIntervalSinceNow)
    }
  }

  /// True when the other side ended the connection within the time.
  func isEnded(seconds: Double = 5) throws -> Bool {
    let deadline = Date().addingTimeInterval(seconds)
    while true {
      do {
        try receive(seconds: deadline.timeIntervalSinceNow)
      } catch is ConnectionEnded {
        return true
      } catch is TestFailure {
        return false
      }
    }
  }

  func takeDescriptor() throws -> Int32 {
    guard !descriptors.isEmpty else { throw TestFailure("no descriptor came") }
    return descriptors.removeFirst()
  }

  struct ConnectionEnded: Error {}

  private func receive(seconds: Double) throws {
    try awaitReadiness(Int16(POLLIN), seconds: seconds)
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    var descriptor: Int32 = -1
    let count = roost_receive(socket, &buffer, buffer.count, &descriptor)
    if descriptor >= 0 { descriptors.append(descriptor) }
    if count == 0 || count == -ECONNRESET { throw ConnectionEnded() }
    guard count > 0 else { throw TestFailure("receive: errno \(-count)") }
    decoder.append(buffer[..<Int(count)])
    while let frame = try decoder.next() { inbox.append((frame.channel, try AgentMessage(frame))) }
  }

  private func awaitReadiness(_ events: Int16, seconds: Double) throws {
    var wanted = pollfd(fd: socket, events: events, revents: 0)
    guard seconds > 0, poll(&wanted, 1, Int32(seconds * 1000) + 1) > 0 else {
      throw TestFailure("nothing came in time; waiting: \(inbox.count)")
    }
  }
}

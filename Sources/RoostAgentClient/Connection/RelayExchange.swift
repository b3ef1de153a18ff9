import Glibc
import RoostAgentProtocol
import RoostModel
import RoostSystem

/// Requests and answers one after the other, byte for byte: nothing behind an answer is read.
struct RelayExchange {
  private static let lengthSize = 4

  let socket: OwnedDescriptor
  let deadline: ContinuousClock.Instant

  func ask(_ request: AgentRequest) throws(Problem) -> AgentMessage {
    try send(request.frame(channel: 0).encoded)
    let head = try receive(RelayExchange.lengthSize)
    let length = head.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Frame.maximumPayload else { throw AgentConnection.lost }
    var decoder = FrameDecoder()
    decoder.append(head + (try receive(length)))
    do throws(DecodingFailure) {
      guard let frame = try decoder.next() else { throw .truncated }
      return try AgentMessage(frame)
    } catch {
      throw AgentConnection.lost
    }
  }

  private func send(_ bytes: [UInt8]) throws(Problem) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count > 0 { rest = rest.dropFirst(count) } else { try wait(Int16(POLLOUT)) }
    }
  }

  private func receive(_ count: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var part = [UInt8](repeating: 0, count: count - bytes.count)
      let found = Glibc.read(socket.number, &part, part.count)
      if found == 0 { throw AgentConnection.lost }
      if found > 0 { bytes += part.prefix(found) } else { try wait(Int16(POLLIN)) }
    }
    return bytes
  }

  /// After a call that failed.
  private func wait(_ events: Int16) throws(Problem) {
    guard errno == EAGAIN || errno == EINTR else { throw AgentConnection.lost }
    let left = ContinuousClock.now.duration(to: deadline)
    let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
    var wanted = pollfd(fd: socket.number, events: events, revents: 0)
    guard milliseconds > 0, poll(&wanted, 1, Int32(clamping: milliseconds)) != 0 else { throw AgentConnection.late }
  }
}

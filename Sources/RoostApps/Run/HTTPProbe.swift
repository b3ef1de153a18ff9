import Dispatch
import Glibc
import RoostModel

/// Asks a connected socket one HTTP question and reads the status. The only thing that speaks HTTP without the gateway.
enum HTTPProbe {
  enum Answer: Sendable, Equatable {
    case status(Int)
    /// Connected, but no well-formed status line came in time.
    case silence
    /// Closed before a status line.
    case closed
  }

  /// Takes ownership of `descriptor`. Blocks a queue's thread, never the caller's.
  static func ask(descriptor: Int32, path: String, host: String, timeout: Duration) async -> Answer {
    let request = "GET \(path) HTTP/1.1\r\nHost: \(host)\r\nUser-Agent: Roost-Health\r\nAccept: */*\r\nConnection: close\r\n\r\n"
    let limit = ContinuousClock.now + timeout
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let answer = converse(descriptor, Array(request.utf8), until: limit)
        close(descriptor)
        continuation.resume(returning: answer)
      }
    }
  }

  private static func converse(_ descriptor: Int32, _ request: [UInt8], until limit: ContinuousClock.Instant) -> Answer {
    var sent = 0
    while sent < request.count {
      guard wait(descriptor, for: POLLOUT, until: limit) else { return .silence }
      let count = request[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(bitPattern: UInt32(MSG_NOSIGNAL)))
      }
      if count < 0 { if errno == EAGAIN || errno == EINTR { continue } else { return .closed } }
      sent += count
    }
    return readStatus(descriptor, until: limit)
  }

  private static func readStatus(_ descriptor: Int32, until limit: ContinuousClock.Instant) -> Answer {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 512)
    while received.count < 512 {
      guard wait(descriptor, for: POLLIN, until: limit) else { return .silence }
      let count = Glibc.recv(descriptor, &buffer, buffer.count, 0)
      if count < 0 { if errno == EAGAIN || errno == EINTR { continue } else { return .closed } }
      if count == 0 { return .closed }
      received += buffer[..<count]
      if let status = status(in: received) { return .status(status) }
    }
    return .silence
  }

  /// The status in `HTTP/1.1 200 OK`, once its twelve bytes are there.
  static func status(in bytes: [UInt8]) -> Int? {
    guard bytes.count >= 12, bytes.starts(with: Array("HTTP/1.".utf8)), bytes[8] == UInt8(ascii: " ") else { return nil }
    guard let status = Int(String(decoding: bytes[9..<12], as: UTF8.self)), (100...599).contains(status) else { return nil }
    return status
  }

  private static func wait(_ descriptor: Int32, for events: Int32, until limit: ContinuousClock.Instant) -> Bool {
    while true {
      let left = limit - ContinuousClock.now
      guard left > .zero else { return false }
      let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
      var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      let ready = poll(&entry, 1, Int32(clamping: milliseconds + 1))
      if ready > 0 { return true }
      if ready < 0 && errno != EINTR { return false }
    }
  }
}

import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem

/// A connection to a port inside, spoken to without blocking the pool. The descriptor is closed with it.
final class DialedSocket: Sendable {
  private let number: Int32

  init(_ connection: DialedConnection) {
    switch connection {
    case .descriptor(let number): self.number = number
    }
  }

  deinit { close(number) }

  /// Non-blocking, and closed on exec, as the contract says.
  var keepsTheContract: Bool { fcntl(number, F_GETFL) & O_NONBLOCK != 0 && fcntl(number, F_GETFD) & FD_CLOEXEC != 0 }

  func send(_ bytes: [UInt8]) async throws {
    let number = number
    try await BlockingWork.run { () throws(Problem) in
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes { Glibc.send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if count > 0 { sent += count } else { try DialedSocket.wait(number, POLLOUT) }
      }
    }
  }

  func closeWriting() { _ = shutdown(number, Int32(SHUT_WR)) }

  /// Everything until the other side closes.
  func receiveAll() async throws -> String {
    let number = number
    return try await BlockingWork.run { () throws(Problem) in
      var text: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      while true {
        let count = buffer.withUnsafeMutableBytes { recv(number, $0.baseAddress, $0.count, 0) }
        if count == 0 { return String(decoding: text, as: UTF8.self) }
        if count > 0 { text.append(contentsOf: buffer[..<count]) } else { try DialedSocket.wait(number, POLLIN) }
      }
    }
  }

  private static func wait(_ number: Int32, _ event: Int32) throws(Problem) {
    guard errno == EAGAIN || errno == EINTR else { throw Problem.lastSystemCall("speak with a port inside") }
    var waiting = pollfd(fd: number, events: Int16(event), revents: 0)
    guard poll(&waiting, 1, 60_000) == 1 else { throw Problem(.timeout, "a port inside is silent", hint: "see the case") }
  }
}

extension Environment {
  /// Sends a line and returns the whole answer.
  func say(_ line: String, to port: UInt16) async throws -> String {
    let socket = DialedSocket(try await dial(port))
    try await socket.send(Array(line.utf8))
    return try await socket.receiveAll()
  }
}

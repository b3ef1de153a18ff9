import Glibc

struct SocketFailure: Error {
  let call: String
  let code: Int32
}

/// A blocking loopback socket. Every read and write gives up after ten seconds.
final class RawSocket: Sendable {
  let descriptor: CInt

  init(descriptor: CInt) {
    self.descriptor = descriptor
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  /// `address` is the one it comes from, any of 127.0.0.0/8.
  static func connect(_ port: Int, receiveBuffer: Int32? = nil, from address: UInt32? = nil) throws -> RawSocket {
    let socket = RawSocket(descriptor: Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0))
    if var size = receiveBuffer {
      setsockopt(socket.descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    if let address, withLoopback(0, host: address, { Glibc.bind(socket.descriptor, $0, $1) }) != 0 {
      throw SocketFailure(call: "bind", code: errno)
    }
    guard withLoopback(port, { Glibc.connect(socket.descriptor, $0, $1) }) == 0 else {
      throw SocketFailure(call: "connect", code: errno)
    }
    return socket
  }

  static func listen() throws -> (RawSocket, port: Int) {
    let socket = RawSocket(descriptor: Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0))
    guard withLoopback(0, { Glibc.bind(socket.descriptor, $0, $1) }) == 0, Glibc.listen(socket.descriptor, 512) == 0 else {
      throw SocketFailure(call: "listen", code: errno)
    }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(socket.descriptor, $0, &length) }
    }
    return (socket, Int(UInt16(bigEndian: address.sin_port)))
  }

  private static func withLoopback<Result>(
    _ port: Int, host: UInt32 = 0x7F00_0001, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = host.bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
  }

  /// `nil` once the listener is closed.
  func accept() -> RawSocket? {
    while true {
      let accepted = Glibc.accept(descriptor, nil, nil)
      if accepted >= 0 { return RawSocket(descriptor: accepted) }
      if errno != EAGAIN && errno != EINTR { return nil }
    }
  }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw SocketFailure(call: "send", code: errno) }
      sent += count
    }
  }

  /// Empty at the end.
  func read(_ maximum: Int = 65_536) throws -> [UInt8] {
    let bytes = [UInt8](unsafeUninitializedCapacity: maximum) { buffer, count in
      count = max(-1, recv(descriptor, buffer.baseAddress, maximum, 0))
      if count < 0 {
        count = 0
        buffer[0] = 0
      }
    }
    if bytes.isEmpty, errno == EAGAIN { throw SocketFailure(call: "read", code: errno) }
    return bytes
  }

  func shutdownWrites() { shutdown(descriptor, Int32(SHUT_WR)) }
  func unblock() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  deinit { close(descriptor) }
}

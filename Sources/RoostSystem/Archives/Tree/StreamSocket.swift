import Glibc
package import RoostModel

/// Two connected ends of a stream inside this machine: one for a command, one for us. Unlike with a pipe, writing to an end
/// that nobody reads is an error and no signal.
package struct StreamSocket: Sendable {
  package let ours: OwnedDescriptor
  /// To be handed to one command, which takes it over.
  package let theirs: Int32

  package static func make() throws(Problem) -> StreamSocket {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw Problem.lastSystemCall("connect with a command")
    }
    return StreamSocket(ours: OwnedDescriptor(owning: ends[0]), theirs: ends[1])
  }

  /// Nothing more is sent; the other end reads its end. What comes from there can still be read.
  package func endSending() { _ = shutdown(ours.number, Int32(SHUT_WR)) }
  /// Nothing more is read or sent.
  package func end() { _ = shutdown(ours.number, Int32(SHUT_RDWR)) }

  /// Blocks until all is sent. `connection.lost` when the other end is closed.
  package func send(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    var sent = 0
    while sent < bytes.count {
      let count = retryingInterrupts {
        Glibc.send(ours.number, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count >= 0 else {
        guard errno == EPIPE || errno == ECONNRESET else { throw Problem.lastSystemCall("send to a command") }
        throw Problem(.connectionLost, "a command ended before it had read all", hint: "run the command again")
      }
      sent += count
    }
  }

  package func send(_ bytes: [UInt8]) throws(Problem) {
    let result = bytes.withUnsafeBytes { raw in Result<Void, Problem> { () throws(Problem) in try send(raw) } }
    try result.get()
  }
}

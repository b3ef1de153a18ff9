import Foundation
import Glibc
import RoostModel

/// What an environment does for the gateway, on loopback.
enum Dial {
  /// One end of a pair of unix sockets; `serve` has the other on a thread of its own.
  static func pair(_ serve: @escaping @Sendable (RawSocket) throws -> Void) throws(Problem) -> CInt {
    var ends: [CInt] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw Problem(.portNotOpen, "no pair of sockets", hint: "close some files")
    }
    let far = RawSocket(descriptor: ends[1])
    // The gateway hangs up in the middle of reading.
    Thread.detachNewThread { try? serve(far) }
    _ = fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) | O_NONBLOCK)
    return ends[0]
  }

  static func loopback(_ port: Int) throws(Problem) -> CInt {
    do {
      let socket = try RawSocket.connect(port)
      let copy = fcntl(socket.descriptor, F_DUPFD_CLOEXEC, 0)
      _ = fcntl(copy, F_SETFL, fcntl(copy, F_GETFL) | O_NONBLOCK)
      return copy
    } catch {
      throw Problem(.portNotOpen, "nothing listens on port \(port)", hint: "start the app: roost app start NAME")
    }
  }
}

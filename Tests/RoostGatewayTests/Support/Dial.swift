import Glibc
import RoostModel

/// What an environment does for the gateway, on loopback.
enum Dial {
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

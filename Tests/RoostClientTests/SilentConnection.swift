import Glibc

/// A client that sends a request and never reads the answer.
final class SilentConnection {
  struct Refused: Error { let errno: Int32 }

  private let descriptor: Int32

  init(_ path: String, sending request: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    let sent = connected == 0 ? write(descriptor, request, request.utf8.count) : -1
    guard sent == request.utf8.count else { throw Refused(errno: errno) }
  }

  deinit { close(descriptor) }

  /// Says that the connection must live at least until here.
  func keepOpen() {}
}

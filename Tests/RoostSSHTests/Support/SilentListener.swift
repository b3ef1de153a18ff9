import Glibc

/// Accepts connections on loopback, in the kernel's queue, and says nothing.
final class SilentListener: Sendable {
  private let listener: Int32
  let port: UInt16

  struct CannotListen: Error { var code: Int32 }

  init() throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let number = listener
    let listens = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, length) == 0 && listen(number, 4) == 0 && getsockname(number, $0, &length) == 0
      }
    }
    guard listens else { throw CannotListen(code: errno) }
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(listener) }
}

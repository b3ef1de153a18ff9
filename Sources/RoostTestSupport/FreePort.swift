import Glibc
import Synchronization

/// A TCP port of loopback nobody listens on just now.
package enum FreePort {
  /// Whoever got one does not listen on it yet: it is not given again.
  private static let given = Mutex<Set<Int>>([])
  private static let attempts = 100

  package static func find() throws -> Int {
    for _ in 0..<attempts {
      let port = try unused()
      if given.withLock({ $0.insert(port).inserted }) { return port }
    }
    // Nearly all were given by now, and most of those were used and given back.
    let port = try unused()
    given.withLock { $0 = [port] }
    return port
  }

  private static func unused() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard bound else { throw NoPort(code: errno) }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// Whether somebody accepts connections there.
  package static func isTaken(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = UInt16(port).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  struct NoPort: Error { var code: Int32 }
}

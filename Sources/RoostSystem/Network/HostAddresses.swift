import Glibc

/// The IPv4 addresses of this machine's own interfaces.
package enum HostAddresses {
  /// Empty when the kernel does not tell.
  package static func all() -> [IPv4Address] {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return [] }
    defer { freeifaddrs(first) }
    var found: [IPv4Address] = []
    var next = first
    while let entry = next {
      next = entry.pointee.ifa_next
      guard let address = entry.pointee.ifa_addr, Int32(address.pointee.sa_family) == AF_INET else { continue }
      let number = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_addr.s_addr }
      found.append(IPv4Address(UInt32(bigEndian: number)))
    }
    return found
  }
}

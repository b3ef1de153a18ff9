import Glibc

/// Whom limits count as one client: an IPv4 address, or the first 64 bits of an IPv6 address, as one household or one
/// machine has all that begin with them.
struct ClientKey: Hashable, Sendable {
  private let number: UInt64

  /// What is no address, such as the far end of a unix socket, is one client.
  init(_ address: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, address, &four) == 1 {
      number = ClientKey.mapped(UInt32(bigEndian: four.s_addr))
    } else if inet_pton(AF_INET6, address.prefix { $0 != "%" }.description, &six) == 1 {
      number = withUnsafeBytes(of: &six) { ClientKey.number($0) }
    } else {
      number = 0
    }
  }

  private static func number(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    let low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    // ::ffff:192.0.2.1 is the IPv4 address.
    return high == 0 && low >> 32 == 0xFFFF ? mapped(UInt32(truncatingIfNeeded: low)) : high
  }

  /// Nobody has an IPv6 address that begins with these bits.
  private static func mapped(_ address: UInt32) -> UInt64 { 0xFFFF_0000_0000 | UInt64(address) }
}

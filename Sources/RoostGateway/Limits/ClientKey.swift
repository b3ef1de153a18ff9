import RoostModel

/// Whom limits count as one client: an IPv4 address, or the first 64 bits of an IPv6 address, as one household or one
/// machine has all that begin with them.
struct ClientKey: Hashable, Sendable {
  private let number: UInt64

  /// What is no address, such as the far end of a unix socket, is one client.
  init(_ address: IPAddress?) {
    // Nobody has an IPv6 address that begins with the bits of an IPv4 address here.
    number = address.map { $0.isVersion4 ? $0.low : $0.high } ?? 0
  }
}

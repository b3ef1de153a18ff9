/// Whom limits count as one client: an IPv4 address, or the first 64 bits of an IPv6 address, as one household or one
/// machine has all that begin with them; or an app that comes from inside.
package struct ClientKey: Hashable, Sendable, CustomStringConvertible {
  private let number: UInt64

  /// What is no address, such as the far end of a unix socket, is one client.
  package init(_ address: IPAddress?) {
    // Nobody has an IPv6 address that begins with the bits of an IPv4 address here.
    number = address.map { $0.isVersion4 ? $0.low : $0.high } ?? .max
  }

  package var description: String { "\(number)" }

  /// Nobody has an address that begins with the bits of a group of receivers.
  package init(_ app: AppName) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in app.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    number = 0xFF << 56 | hash >> 8
  }
}

/// The addresses that begin with the same bits: `10.0.0.0/8`, `2001:db8::/32`, or one address alone.
package struct AddressRange: Hashable, Sendable, TextCoded, LosslessStringConvertible {
  package let description: String
  private let network: IPAddress
  /// Of 128.
  private let bits: Int

  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, !text.contains("%"), let first = parts.first, let network = IPAddress(String(first)) else {
      return nil
    }
    let width = first.contains(":") ? 128 : 32
    var bits = width
    if parts.count == 2 {
      guard (1...3).contains(parts[1].utf8.count), parts[1].first != "+", let length = UInt8(parts[1]), length <= width else {
        return nil
      }
      bits = Int(length)
    }
    self.network = network
    self.bits = bits + 128 - width
    description = text
  }

  package func contains(_ address: IPAddress) -> Bool {
    let low = AddressRange.mask(bits - 64)
    let high = AddressRange.mask(bits)
    return (address.high ^ network.high) & high == 0 && (address.low ^ network.low) & low == 0
  }

  /// Holds every address there is, of IPv4 or of IPv6.
  package var isEverybody: Bool {
    bits == 0 || ["0.0.0.0", "255.255.255.255"].compactMap(IPAddress.init).allSatisfy(contains)
  }

  /// A word whose first `bits` are set.
  private static func mask(_ bits: Int) -> UInt64 { bits <= 0 ? 0 : bits >= 64 ? .max : ~(.max >> UInt64(bits)) }
}

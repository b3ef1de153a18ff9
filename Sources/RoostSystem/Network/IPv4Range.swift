/// IPv4 addresses that begin with the same bits.
package struct IPv4Range: Hashable, Sendable, CustomStringConvertible {
  package let base: IPv4Address
  /// 0 to 32.
  package let prefixLength: UInt8

  package init(_ address: IPv4Address) { self.init(address, 32) }

  private init(_ address: IPv4Address, _ prefixLength: UInt8) {
    base = IPv4Address(address.number & IPv4Range.mask(prefixLength))
    self.prefixLength = prefixLength
  }

  /// `192.0.2.0/24`, or an address, which is a range of one. What stands behind the prefix counts as zero.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, let address = IPv4Address(first), parts.count <= 2 else { return nil }
    guard parts.count == 2 else {
      self.init(address)
      return
    }
    guard let length = UInt8(parts[1]), length <= 32 else { return nil }
    self.init(address, length)
  }

  package var description: String { prefixLength == 32 ? "\(base)" : "\(base)/\(prefixLength)" }

  package func contains(_ address: IPv4Address) -> Bool { address.number & IPv4Range.mask(prefixLength) == base.number }

  /// Whether all of `other` is in it.
  package func contains(_ other: IPv4Range) -> Bool { other.prefixLength >= prefixLength && contains(other.base) }

  private static func mask(_ length: UInt8) -> UInt32 { length == 0 ? 0 : UInt32.max << (32 - UInt32(length)) }
}

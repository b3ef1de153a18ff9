/// A range of IPv4 addresses, cut into links of four: network, host's end, environment's end, broadcast.
package struct Subnet: Hashable, Sendable, CustomStringConvertible {
  package let base: IPv4Address
  /// 8 to 30.
  package let prefixLength: UInt8

  /// `10.213.0.0/16`; nil when bits are set that belong to the hosts.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let base = IPv4Address(parts[0]), let length = UInt8(parts[1]), (8...30).contains(length) else {
      return nil
    }
    guard base.number << length == 0 else { return nil }
    self.base = base
    prefixLength = length
  }

  /// What Roost uses unless told otherwise.
  package static let standard = Subnet(base: IPv4Address(10 << 24 | 213 << 16), prefixLength: 16)

  private init(base: IPv4Address, prefixLength: UInt8) {
    self.base = base
    self.prefixLength = prefixLength
  }

  package var description: String { "\(base)/\(prefixLength)" }
  package var linkCount: Int { 1 << (30 - Int(prefixLength)) }

  package func contains(_ address: IPv4Address) -> Bool { (address.number ^ base.number) >> (32 - UInt32(prefixLength)) == 0 }

  /// - Parameter index: below ``linkCount``.
  package func link(_ index: Int) -> NetworkLink {
    NetworkLink(index: index, network: IPv4Address(base.number + UInt32(index) * 4))
  }

  /// The link an address belongs to.
  package func linkIndex(of address: IPv4Address) -> Int? {
    contains(address) ? Int((address.number - base.number) / 4) : nil
  }

  /// The first link nobody has, looking from `start` on and around. Different starting points keep daemons that cannot see
  /// each other's choice apart. Nil when all are taken.
  package func freeLink(from start: Int, taken: Set<Int>) -> NetworkLink? {
    guard taken.count < linkCount else { return nil }
    for step in 0..<linkCount {
      let index = (start % linkCount + step) % linkCount
      if !taken.contains(index) { return link(index) }
    }
    return nil
  }
}

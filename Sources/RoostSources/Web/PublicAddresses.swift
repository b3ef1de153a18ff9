import RoostModel

/// Which addresses code is fetched from: those of the world, and those that the operator allows. Pure.
struct PublicAddresses: Sendable {
  let allowed: [AddressRange]

  /// IANA's registries of special-purpose addresses.
  private static let closed4 = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
  ].compactMap { AddressRange($0) }
  /// All that is unicast and global; translations of IPv4 (NAT64, 6to4, Teredo) are not in it or taken out.
  private static let open6 = AddressRange("2000::/3")
  private static let closed6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"].compactMap { AddressRange($0) }

  func permits(_ address: IPAddress) -> Bool { isAllowed(address) || PublicAddresses.isPublic(address) }

  /// Named by the operator, though it may not be public.
  func isAllowed(_ address: IPAddress) -> Bool { allowed.contains { $0.contains(address) } }

  static func isPublic(_ address: IPAddress) -> Bool {
    if address.isVersion4 { return !closed4.contains { $0.contains(address) } }
    return open6?.contains(address) == true && !closed6.contains { $0.contains(address) }
  }
}

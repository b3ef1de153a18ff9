import RoostModel

/// The addresses whose word about a request's client is taken. Compiled once; asked once for each connection, and then
/// only where the answer was yes.
struct TrustedProxies: Sendable {
  private let ranges: [AddressRange]

  init(_ ranges: [AddressRange]) { self.ranges = ranges }

  /// Whoever has no address is nobody's proxy.
  func trusts(_ address: IPAddress?) -> Bool {
    guard let address else { return false }
    return ranges.contains { $0.contains(address) }
  }
}

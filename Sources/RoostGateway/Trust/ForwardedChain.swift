import RoostModel

/// The X-Forwarded-For fields of one request, read from the right: each proxy adds on that side whom it heard from, so
/// what stands left of the first address that is no trusted proxy is whatever the client made up.
enum ForwardedChain {
  /// Proxies behind one another; whoever has more of them is not heard any further.
  static let longest = 32

  /// The client of a request that came from `peer`, a trusted proxy: the rightmost address of the fields' values that is none.
  /// What is no address ends the walk, at the proxy that was the last to be understood.
  static func client(_ values: [Span], from peer: Peer, _ proxies: TrustedProxies, in bytes: Bytes) -> (
    text: String, address: IPAddress?
  ) {
    var client = (text: peer.text, address: peer.address)
    var hops = 0
    for value in values.reversed() {
      var end = value.end
      while end >= value.start {
        let entry = last(of: Span(start: value.start, end: end), in: bytes)
        hops += 1
        guard hops <= longest, let found = ForwardedAddress(entry.trimmed(in: bytes), in: bytes) else { return client }
        client = (found.text, found.address)
        guard proxies.trusts(found.address) else { return client }
        end = entry.start - 1
      }
    }
    return client
  }

  /// What stands behind the last comma.
  private static func last(of list: Span, in bytes: Bytes) -> Span {
    var start = list.end
    while start > list.start, bytes[start - 1] != UInt8(ascii: ",") { start -= 1 }
    return Span(start: start, end: list.end)
  }
}

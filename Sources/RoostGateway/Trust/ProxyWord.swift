import RoostModel

/// What a trusted proxy says of a request's client. Everything in it was checked; what did not hold is as if it had not
/// been said.
struct ProxyWord {
  /// Of the client, as text that holds nothing but an address.
  let client: String
  let address: IPAddress?
  /// How the client speaks to the outermost proxy; `nil` when that is not said once and plainly.
  let scheme: PublicScheme?
  /// The host that the client asked for, with its port.
  let host: [UInt8]?

  /// `lines` are those of a request's head that the app does not get, each with its CR LF: all names looked for are among them,
  /// whatever Connection says of them.
  init(_ lines: [Span], in bytes: Bytes, from peer: Peer, _ proxies: TrustedProxies) {
    var chain: [Span] = []
    var schemes: [Span] = []
    var hosts: [Span] = []
    for line in lines {
      // Parsed before without a fault, or there would be no head.
      guard let field = try? FieldLine.parse(Span(start: line.start, end: line.end - 2), in: bytes) else { continue }
      if field.name.equals("x-forwarded-for", in: bytes) { chain.append(field.value) }
      if field.name.equals("x-forwarded-proto", in: bytes) { schemes.append(field.value) }
      if field.name.equals("x-forwarded-host", in: bytes) { hosts.append(field.value) }
    }
    (client, address) = ForwardedChain.client(chain, from: peer, proxies, in: bytes)
    scheme = schemes.count == 1 ? ProxyWord.scheme(schemes[0], in: bytes) : nil
    host = hosts.count == 1 ? ProxyWord.host(hosts[0], in: bytes) : nil
  }

  /// Some proxies name a WebSocket's own schemes.
  private static func scheme(_ value: Span, in bytes: Bytes) -> PublicScheme? {
    if value.equals("https", in: bytes) || value.equals("wss", in: bytes) { return .https }
    return value.equals("http", in: bytes) || value.equals("ws", in: bytes) ? .http : nil
  }

  private static func host(_ value: Span, in bytes: Bytes) -> [UInt8]? {
    guard HostRules.isWellFormed(value, in: bytes) else { return nil }
    return Array(UnsafeBufferPointer(start: bytes + value.start, count: value.count))
  }
}

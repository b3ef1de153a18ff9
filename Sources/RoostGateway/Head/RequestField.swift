/// What a request's field is to the gateway.
enum RequestField {
  /// Forwarded as it is.
  case plain
  /// Not forwarded: hop by hop, or a name only the gateway may use.
  case dropped
  case host, connection, contentLength, transferEncoding, upgrade, expect, accept, cookie, webSocketKey
  /// TE: what a client takes beside the plain body.
  case trailerWish

  @inline(__always)
  static func classify(_ name: Span, in bytes: Bytes) -> RequestField {
    switch lowercased(bytes[name.start]) {
    case UInt8(ascii: "h"):
      if name.equals("host", in: bytes) { return .host }
      return name.equals("http2-settings", in: bytes) ? .dropped : .plain
    case UInt8(ascii: "c"): return classifyC(name, in: bytes)
    case UInt8(ascii: "t"):
      if name.equals("transfer-encoding", in: bytes) { return .transferEncoding }
      return name.equals("te", in: bytes) ? .trailerWish : .plain
    case UInt8(ascii: "u"): return name.equals("upgrade", in: bytes) ? .upgrade : .plain
    case UInt8(ascii: "e"): return name.equals("expect", in: bytes) ? .expect : .plain
    case UInt8(ascii: "a"): return name.equals("accept", in: bytes) ? .accept : .plain
    case UInt8(ascii: "s"): return name.equals("sec-websocket-key", in: bytes) ? .webSocketKey : .plain
    case UInt8(ascii: "k"): return name.equals("keep-alive", in: bytes) ? .dropped : .plain
    case UInt8(ascii: "f"): return name.equals("forwarded", in: bytes) ? .dropped : .plain
    case UInt8(ascii: "p"): return isForProxies(name, in: bytes) ? .dropped : .plain
    case UInt8(ascii: "x"): return isReserved(name, in: bytes) ? .dropped : .plain
    default: return .plain
    }
  }

  @inline(__always)
  private static func classifyC(_ name: Span, in bytes: Bytes) -> RequestField {
    if name.equals("connection", in: bytes) { return .connection }
    if name.equals("content-length", in: bytes) { return .contentLength }
    return name.equals("cookie", in: bytes) ? .cookie : .plain
  }

  /// `Proxy` is none of HTTP's: CGI-like servers take it for the variable HTTP_PROXY.
  private static func isForProxies(_ name: Span, in bytes: Bytes) -> Bool {
    name.begins(with: "proxy-", in: bytes) || name.equals("proxy", in: bytes)
  }

  private static func isReserved(_ name: Span, in bytes: Bytes) -> Bool {
    name.begins(with: "x-forwarded-", in: bytes) || name.equals("x-real-ip", in: bytes)
      || name.equals("x-script-name", in: bytes) || name.begins(with: "x-roost-", in: bytes)
  }
}

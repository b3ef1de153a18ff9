/// What a response's field is to the gateway.
enum ResponseField {
  case plain, dropped
  case connection, contentLength, transferEncoding, upgrade
  /// Holds an address or a path that may need the public prefix.
  case location, refresh, setCookie, serviceWorkerAllowed

  @inline(__always)
  static func classify(_ name: Span, in bytes: Bytes) -> ResponseField {
    switch lowercased(bytes[name.start]) {
    case UInt8(ascii: "c"):
      if name.equals("connection", in: bytes) { return .connection }
      if name.equals("content-length", in: bytes) { return .contentLength }
      return name.equals("content-location", in: bytes) ? .location : .plain
    case UInt8(ascii: "t"): return name.equals("transfer-encoding", in: bytes) ? .transferEncoding : .plain
    case UInt8(ascii: "u"): return name.equals("upgrade", in: bytes) ? .upgrade : .plain
    case UInt8(ascii: "l"): return name.equals("location", in: bytes) ? .location : .plain
    case UInt8(ascii: "r"): return name.equals("refresh", in: bytes) ? .refresh : .plain
    case UInt8(ascii: "s"):
      if name.equals("set-cookie", in: bytes) { return .setCookie }
      return name.equals("service-worker-allowed", in: bytes) ? .serviceWorkerAllowed : .plain
    case UInt8(ascii: "k"): return name.equals("keep-alive", in: bytes) ? .dropped : .plain
    case UInt8(ascii: "p"): return name.begins(with: "proxy-", in: bytes) ? .dropped : .plain
    case UInt8(ascii: "x"): return name.begins(with: "x-roost-", in: bytes) ? .dropped : .plain
    default: return .plain
    }
  }
}

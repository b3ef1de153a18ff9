/// The rules that need the whole head (RFC 9112, 3.2 and 6.3).
enum RequestRules {
  @inline(__always)
  static func conclude(_ head: inout RequestHead, _ seen: RequestFieldsSeen, in bytes: Bytes) throws(MessageFault) {
    guard seen.host || head.isVersion10 else { throw .hostMissing }
    if let authority = head.authority, !authority.matches(head.host, in: bytes) { throw .authorityMismatch }
    head.framing = try framing(head, seen)
    if seen.connection.close { head.keepsAlive = false }
    if seen.connection.upgrade, seen.webSocket { try admitUpgrade(&head, seen, in: bytes) }
  }

  @inline(__always)
  private static func framing(_ head: RequestHead, _ seen: RequestFieldsSeen) throws(MessageFault) -> BodyFraming {
    if seen.isChunked {
      guard seen.length == nil else { throw .lengthAndEncoding }
      guard !head.isVersion10 else { throw .encoding }
      return .chunked
    }
    guard let length = seen.length, length > 0 else { return .none }
    return .length(length)
  }

  /// RFC 6455, 4.1: GET, HTTP/1.1, a key of 16 bytes, no body.
  private static func admitUpgrade(_ head: inout RequestHead, _ seen: RequestFieldsSeen, in bytes: Bytes) throws(MessageFault) {
    guard head.method == .get, !head.isVersion10, head.framing == .none, let key = seen.webSocketKey,
      key.count == 24, bytes[key.end - 1] == UInt8(ascii: "="), bytes[key.end - 2] == UInt8(ascii: "="),
      (key.start..<key.end - 2).allSatisfy({ isBase64(bytes[$0]) })
    else { throw .upgrade }
    head.isUpgrade = true
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    isDigit(byte) || lowercased(byte) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }
}

/// What Host and an address may name: a name, an IPv4 address or an IPv6 address in brackets, and a port.
enum HostRules {
  @inline(__always)
  static func isWellFormed(_ host: Span, in bytes: Bytes) -> Bool {
    guard !host.isEmpty, host.count <= 255 else { return false }
    let nameEnd = bytes[host.start] == UInt8(ascii: "[") ? endOfAddress(host, in: bytes) : endOfName(host, in: bytes)
    guard let nameEnd else { return false }
    return nameEnd == host.end || isPort(Span(start: nameEnd, end: host.end), in: bytes)
  }

  /// The host without its port.
  static func name(of host: Span, in bytes: Bytes) -> Span {
    var end = host.end
    while end > host.start, isDigit(bytes[end - 1]) { end -= 1 }
    let hasPort = end > host.start && bytes[end - 1] == UInt8(ascii: ":")
    return hasPort ? Span(start: host.start, end: end - 1) : host
  }

  static func name(of host: String) -> String {
    Array(host.utf8).withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return "" }
      return name(of: Span(start: 0, end: buffer.count), in: start).text(in: start)
    }
  }

  @inline(__always)
  private static func endOfName(_ host: Span, in bytes: Bytes) -> Int? {
    var index = host.start
    while index < host.end, isNameByte(bytes[index]) { index += 1 }
    return index > host.start ? index : nil
  }

  private static func endOfAddress(_ host: Span, in bytes: Bytes) -> Int? {
    var index = host.start + 1
    while index < host.end,
      hexValue(bytes[index]) != nil || bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: ".")
    {
      index += 1
    }
    guard index > host.start + 2, index < host.end, bytes[index] == UInt8(ascii: "]") else { return nil }
    return index + 1
  }

  @inline(__always)
  private static func isNameByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || lowercased(byte) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }

  @inline(__always)
  private static func isPort(_ span: Span, in bytes: Bytes) -> Bool {
    guard (2...6).contains(span.count), bytes[span.start] == UInt8(ascii: ":") else { return false }
    return (span.start + 1..<span.end).allSatisfy { isDigit(bytes[$0]) }
  }
}

import RoostModel

/// One entry of an X-Forwarded-For: an address, with a port behind it where the proxy adds one (`1.2.3.4:555`,
/// `[2001:db8::1]:555`).
struct ForwardedAddress: Equatable {
  /// Without port and brackets: hexadecimal digits, points and colons alone.
  let text: String
  let address: IPAddress

  private static let longest = 64

  /// `nil` for anything else, names and zones included.
  init?(_ entry: Span, in bytes: Bytes) {
    guard (2...ForwardedAddress.longest).contains(entry.count), let span = ForwardedAddress.withoutPort(entry, in: bytes)
    else { return nil }
    let text = span.text(in: bytes)
    guard !text.utf8.contains(UInt8(ascii: "%")), let address = IPAddress(text) else { return nil }
    self.text = text
    self.address = address
  }

  private static func withoutPort(_ entry: Span, in bytes: Bytes) -> Span? {
    if bytes[entry.start] == UInt8(ascii: "[") { return withoutBrackets(entry, in: bytes) }
    let colons = (entry.start..<entry.end).filter { bytes[$0] == UInt8(ascii: ":") }
    // More than one is an IPv6 address, which has no port without brackets.
    guard colons.count == 1 else { return entry }
    guard isPort(Span(start: colons[0] + 1, end: entry.end), in: bytes) else { return nil }
    return Span(start: entry.start, end: colons[0])
  }

  /// Brackets are IPv6's alone.
  private static func withoutBrackets(_ entry: Span, in bytes: Bytes) -> Span? {
    guard let end = (entry.start..<entry.end).first(where: { bytes[$0] == UInt8(ascii: "]") }) else { return nil }
    let inside = Span(start: entry.start + 1, end: end)
    guard (inside.start..<inside.end).contains(where: { bytes[$0] == UInt8(ascii: ":") }) else { return nil }
    if end + 1 == entry.end { return inside }
    let isFollowed = bytes[end + 1] == UInt8(ascii: ":") && isPort(Span(start: end + 2, end: entry.end), in: bytes)
    return isFollowed ? inside : nil
  }

  private static func isPort(_ span: Span, in bytes: Bytes) -> Bool {
    (1...5).contains(span.count) && (span.start..<span.end).allSatisfy { isDigit(bytes[$0]) }
  }
}

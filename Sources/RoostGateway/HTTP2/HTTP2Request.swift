import NIOCore
import NIOHPACK

/// A request head of HTTP/2 in the words of HTTP/1.1, so that one scanner judges every request there is.
///
/// What HTTP/2 itself forbids is malformed and never becomes text (RFC 9113, 8.2 and 8.3).
struct HTTP2Request {
  /// How the body follows the head.
  enum Framing: Equatable { case none, length, chunked }

  /// The request must be answered with a stream error.
  struct Malformed: Error {}

  private(set) var framing = Framing.none
  private(set) var text = ByteBuffer()
  private(set) var isHead = false
  private var method: String?
  private var target: String?
  private var scheme: String?
  private var authority: String?
  private var host: String?
  private var cookies: [String] = []
  private var fields = ByteBuffer()
  private var hasLength = false
  private var sawField = false

  init(_ headers: HPACKHeaders, endsStream: Bool) throws(Malformed) {
    for (name, value, _) in headers {
      if name.utf8.first == UInt8(ascii: ":") { try notePseudo(name, value) } else { try noteField(name, value) }
    }
    if !endsStream { framing = hasLength ? .length : .chunked }
    isHead = method == "HEAD"
    try write()
  }

  private mutating func notePseudo(_ name: String, _ value: String) throws(Malformed) {
    guard !sawField, !value.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { throw Malformed() }
    switch name {
    case ":method": try set(&method, value)
    case ":path": try set(&target, value)
    case ":scheme": try set(&scheme, value)
    case ":authority": try set(&authority, value)
    default: throw Malformed()
    }
  }

  private func set(_ place: inout String?, _ value: String) throws(Malformed) {
    guard place == nil, !value.isEmpty else { throw Malformed() }
    place = value
  }

  private mutating func noteField(_ name: String, _ value: String) throws(Malformed) {
    sawField = true
    guard HTTP2Field.isName(name), HTTP2Field.isValue(value), !HTTP2Field.isOfConnection(name) else { throw Malformed() }
    switch name {
    case "host": return try set(&host, value)
    case "cookie": return cookies.append(value)
    case "te": guard value.lowercased() == "trailers" else { throw Malformed() }
    case "content-length": hasLength = true
    default: break
    }
    fields.writeString("\(name): \(value)\r\n")
  }

  private mutating func write() throws(Malformed) {
    guard let method, method.utf8.allSatisfy(Token.contains) else { throw Malformed() }
    text.writeString("\(method) \(try requestTarget(method)) HTTP/1.1\r\n")
    if let host = try publicHost() { text.writeString("Host: \(host)\r\n") }
    text.writeImmutableBuffer(fields)
    if !cookies.isEmpty { text.writeString("Cookie: \(cookies.joined(separator: "; "))\r\n") }
    if framing == .chunked { text.writeString("Transfer-Encoding: chunked\r\n") }
    text.writeString("\r\n")
  }

  /// Tunnels are asked for without path and scheme; the scanner refuses their method.
  private func requestTarget(_ method: String) throws(Malformed) -> String {
    if method == "CONNECT", let authority, target == nil, scheme == nil { return authority }
    guard let target, target == "*" || target.utf8.first == UInt8(ascii: "/"), let scheme,
      ["http", "https"].contains(scheme.lowercased())
    else { throw Malformed() }
    return target
  }

  /// Host may repeat what `:authority` says, and say nothing else.
  private func publicHost() throws(Malformed) -> String? {
    guard let authority, let host else { return authority ?? host }
    guard authority.lowercased() == host.lowercased() else { throw Malformed() }
    return authority
  }
}

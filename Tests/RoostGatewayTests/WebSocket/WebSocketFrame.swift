/// A frame of a WebSocket as a client writes it (RFC 6455, 5.2): nothing about it needs to be right.
struct WebSocketFrame: Sendable {
  var code: UInt8
  var payload: [UInt8] = []
  var isFinal = true
  /// RSV1 to RSV3.
  var reserved: UInt8 = 0
  var mask: [UInt8]? = [0x37, 0xFA, 0x21, 0x3D]

  static func text(_ text: String, isFinal: Bool = true) -> WebSocketFrame {
    WebSocketFrame(code: 1, payload: Array(text.utf8), isFinal: isFinal)
  }
  static func text(_ bytes: [UInt8]) -> WebSocketFrame { WebSocketFrame(code: 1, payload: bytes) }
  static func binary(_ count: Int) -> WebSocketFrame { WebSocketFrame(code: 2, payload: (0..<count).map { UInt8($0 & 255) }) }
  static func more(_ bytes: [UInt8], isFinal: Bool) -> WebSocketFrame {
    WebSocketFrame(code: 0, payload: bytes, isFinal: isFinal)
  }
  static func ping(_ bytes: [UInt8]) -> WebSocketFrame { WebSocketFrame(code: 9, payload: bytes) }
  static func pong(_ bytes: [UInt8]) -> WebSocketFrame { WebSocketFrame(code: 10, payload: bytes) }
  static func close(_ code: Int, _ reason: String = "") -> WebSocketFrame {
    WebSocketFrame(code: 8, payload: [UInt8(code >> 8), UInt8(code & 255)] + Array(reason.utf8))
  }

  var bytes: [UInt8] {
    var bytes = [(isFinal ? 0x80 : 0) | reserved << 4 | code]
    let masked: UInt8 = mask == nil ? 0 : 0x80
    switch payload.count {
    case ..<126: bytes.append(masked | UInt8(payload.count))
    case ..<65_536: bytes += [masked | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    default: bytes += [masked | 127] + (0..<8).map { UInt8(payload.count >> (56 - 8 * $0) & 255) }
    }
    guard let mask else { return bytes + payload }
    return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
  }
}

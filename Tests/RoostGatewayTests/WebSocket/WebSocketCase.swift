/// What a client sends behind its handshake. How the bytes are cut into packets does not show in them.
struct WebSocketCase: Sendable {
  let name: String
  let frames: [WebSocketFrame]
  /// Bytes sent at once; 0 for all.
  var cut = 0
  /// Offered in the handshake.
  var extensions: String?

  init(_ name: String, _ frames: [WebSocketFrame], cut: Int = 0, extensions: String? = nil) {
    (self.name, self.frames, self.cut, self.extensions) = (name, frames, cut, extensions)
  }

  /// Something that an echo server says again.
  var hasMessage: Bool { frames.contains { $0.code == 1 || $0.code == 2 } }

  static let all = sizes + controls + forbidden + fragments + texts + closes + large + compressed

  private static let lengths = [0, 1, 125, 126, 127, 128, 65_535, 65_536]

  static let sizes: [WebSocketCase] =
    lengths.map { WebSocketCase("text of \($0)", [.text([UInt8](repeating: 0x2A, count: $0))]) }
    + lengths.map { WebSocketCase("binary of \($0)", [.binary($0)]) }
    + [
      WebSocketCase("text in pieces", [.text([UInt8](repeating: 0x2A, count: 65_536))], cut: 997),
      WebSocketCase("binary in pieces", [.binary(65_536)], cut: 997),
      WebSocketCase("a hundred messages", (0..<100).map { .text("message \($0)") }),
      WebSocketCase("another mask", [WebSocketFrame(code: 1, payload: [0x61], mask: [0, 0, 0, 0])]),
    ]

  static let controls: [WebSocketCase] =
    [[], Array("hello".utf8), [0, 255, 254, 1], [UInt8](repeating: 0xFE, count: 125)].map {
      WebSocketCase("ping of \($0.count)", [.ping($0)])
    }
    + [
      WebSocketCase("ping of 126", [.ping([UInt8](repeating: 0xFE, count: 126))]),
      WebSocketCase("ping byte by byte", [.ping([UInt8](repeating: 0xFE, count: 125))], cut: 1),
      WebSocketCase("pong nobody asked for", [.pong([]), .pong(Array("x".utf8)), .ping([1])]),
      WebSocketCase("ten pings", (0..<10).map { .ping([$0]) }),
      WebSocketCase("ten pings byte by byte", (0..<10).map { .ping([$0]) }, cut: 1),
    ]

  static let forbidden: [WebSocketCase] =
    (1...7).map { WebSocketCase("reserved bits \($0)", [.text("a"), WebSocketFrame(code: 1, payload: [0x62], reserved: $0)]) }
    + ([3, 4, 5, 6, 7, 11, 12, 13, 14, 15] as [UInt8]).map {
      WebSocketCase("reserved code \($0)", [.text("a"), WebSocketFrame(code: $0, payload: [0x62])])
    }
    + [
      WebSocketCase("no mask", [WebSocketFrame(code: 1, payload: [0x61], mask: nil)])
    ]

  static let fragments: [WebSocketCase] = [
    WebSocketCase("text in two", [.text("ab", isFinal: false), .more([0x63], isFinal: true)]),
    WebSocketCase("text in two, byte by byte", [.text("ab", isFinal: false), .more([0x63], isFinal: true)], cut: 1),
    WebSocketCase("text in a hundred", [.text("", isFinal: false)] + (0..<100).map { .more([0x61], isFinal: $0 == 99) }),
    WebSocketCase("empty parts", [.text("", isFinal: false), .more([], isFinal: false), .more([], isFinal: true)]),
    WebSocketCase("a ping between", [.text("ab", isFinal: false), .ping([1]), .more([0x63], isFinal: true)]),
    WebSocketCase("a ping in two", [WebSocketFrame(code: 9, isFinal: false), .more([], isFinal: true)]),
    WebSocketCase("a close in two", [WebSocketFrame(code: 8, isFinal: false), .more([], isFinal: true)]),
    WebSocketCase("a part of nothing", [.more([0x61], isFinal: true)]),
    WebSocketCase("a part of nothing, not the last", [.more([0x61], isFinal: false)]),
    WebSocketCase("a part behind the last", [.text("a"), .more([0x61], isFinal: true)]),
    WebSocketCase("a message within another", [.text("a", isFinal: false), .text("b")]),
  ]

  private static let invalid: [[UInt8]] = [
    [0x80], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xF0, 0x80, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
    [0xCE, 0xBA, 0xE1, 0xBD, 0xB9, 0xCF, 0x83, 0xCE, 0xBC, 0xCE, 0xB5, 0xED, 0xA0, 0x80, 0x65], [0xC3],
  ]

  static let texts: [WebSocketCase] =
    ["", "\u{0}", "\u{7F}\u{80}\u{7FF}\u{800}\u{FFFD}\u{FFFF}\u{10000}\u{10FFFF}", "κόσμε"].map {
      WebSocketCase("text \($0.debugDescription)", [.text($0)])
    }
    + invalid.map { WebSocketCase("bytes \($0)", [.text($0)]) }
    + [
      WebSocketCase(
        "a character in two", [WebSocketFrame(code: 1, payload: [0xCE], isFinal: false), .more([0xBA], isFinal: true)]),
      WebSocketCase(
        "half a character in two", [WebSocketFrame(code: 1, payload: [0x61], isFinal: false), .more([0xCE], isFinal: true)]),
    ]

  static let closes: [WebSocketCase] =
    [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999].map {
      WebSocketCase("close \($0)", [.close($0, "bye")])
    }
    + [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65_535].map { WebSocketCase("close \($0)", [.close($0)]) }
    + [
      WebSocketCase("close without a code", [WebSocketFrame(code: 8)]),
      WebSocketCase("close with half a code", [WebSocketFrame(code: 8, payload: [3])]),
      WebSocketCase("close with a long reason", [.close(1000, String(repeating: "*", count: 123))]),
      WebSocketCase("close with a longer one", [.close(1000, String(repeating: "*", count: 124))]),
      WebSocketCase("close with bytes for a reason", [WebSocketFrame(code: 8, payload: [3, 0xE8, 0xFF])]),
      WebSocketCase("a message behind the close", [.close(1000), .text("a")]),
      WebSocketCase("a ping behind the close", [.close(1000), .ping([1])]),
    ]

  static let large: [WebSocketCase] = [
    WebSocketCase("1 MiB", [.binary(1 << 20)]),
    WebSocketCase("1 MiB in parts of 4096", parts(of: 1 << 20, size: 4_096)),
    WebSocketCase("1 MiB in packets of 1300", [.binary(1 << 20)], cut: 1_300),
    WebSocketCase("above the server's limit", [.binary((2 << 20) + 1)]),
    WebSocketCase("above the server's limit in parts", parts(of: (2 << 20) + 4_096, size: 65_536)),
  ]

  /// "Hello" of RFC 7692, 7.2.3, sent compressed, as it is, and in two.
  static let compressed: [WebSocketCase] = [
    "permessage-deflate", "permessage-deflate; client_max_window_bits", "permessage-deflate; server_no_context_takeover",
    "permessage-deflate; client_no_context_takeover; server_no_context_takeover; server_max_window_bits=10",
    "permessage-deflate; nonsense", "x-nobody-knows", "x-nobody-knows, permessage-deflate",
  ].flatMap { extensions in
    let hello: [UInt8] = [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]
    return [
      WebSocketCase("as it is, \(extensions)", [.text("Hello"), .text("Hello")], extensions: extensions),
      WebSocketCase("compressed, \(extensions)", [WebSocketFrame(code: 1, payload: hello, reserved: 4)], extensions: extensions),
      WebSocketCase(
        "compressed in two, \(extensions)",
        [
          WebSocketFrame(code: 1, payload: Array(hello.prefix(3)), isFinal: false, reserved: 4),
          .more(Array(hello.dropFirst(3)), isFinal: true),
        ], extensions: extensions),
      WebSocketCase("broken, \(extensions)", [WebSocketFrame(code: 1, payload: [1, 2, 3], reserved: 4)], extensions: extensions),
    ]
  }

  private static func parts(of count: Int, size: Int) -> [WebSocketFrame] {
    let part = [UInt8](repeating: 0x2A, count: size)
    return (0..<count / size).map { WebSocketFrame(code: $0 == 0 ? 2 : 0, payload: part, isFinal: $0 == count / size - 1) }
  }
}

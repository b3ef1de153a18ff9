extension HTTP2Case {
  private static let request = HTTP2Frame.headers(HTTP2Pair.request())
  private static let post = HTTP2Frame.headers(HTTP2Pair.request(method: "POST"), flags: HTTP2Frame.endHeaders)

  /// Frames as such (RFC 9113, 4).
  static let framing: [HTTP2Case] = [
    HTTP2Case("4.1", "a frame of an unknown type is ignored", .ignored) {
      [HTTP2Frame(type: 0xF7, flags: 0xFF, stream: 5, payload: [1, 2, 3])]
    },
    HTTP2Case("4.1", "unknown flags are ignored", .status(200)) {
      [HTTP2Frame(type: 1, flags: 0x05 | 0x42, stream: 1, payload: request.payload)]
    },
    HTTP2Case("4.1", "the reserved bit of a stream's number is ignored", .status(200)) {
      [HTTP2Frame.headers(HTTP2Pair.request(), on: 0x8000_0001)]
    },
    HTTP2Case("4.2", "a DATA frame above 16384 bytes", .goAway(.frameSize, .protocol)) {
      [post, .data([UInt8](repeating: 0, count: 16_385))]
    },
    HTTP2Case("4.2", "a HEADERS frame above 16384 bytes", .goAway(.frameSize, .protocol)) {
      [.rawHeaders([UInt8](repeating: 0, count: 16_385))]
    },
    HTTP2Case("4.2", "a DATA frame of 16384 bytes", .body("POST / 16384 ")) {
      [post, .data([UInt8](repeating: 0x61, count: 16_384), flags: HTTP2Frame.endStream)]
    },
    HTTP2Case("4.3", "a block that names no entry of the table", .goAway(.compression, .protocol)) {
      [.rawHeaders([0xFF, 0xFF, 0x7F])]
    },
    HTTP2Case("4.3", "a block that names entry 0", .goAway(.compression, .protocol)) { [.rawHeaders([0x80])] },
    HTTP2Case("4.3", "a block that ends within a field", .goAway(.compression, .protocol)) { [.rawHeaders([0x00, 0x05, 0x61])] },
    HTTP2Case("4.3", "Huffman code that holds EOS", .goAway(.compression, .protocol)) {
      [.rawHeaders([0x00, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x61])]
    },
    HTTP2Case("4.3", "another stream's frame within a block", .goAway(.protocol)) {
      [.rawHeaders(request.payload, flags: HTTP2Frame.endStream), .headers(HTTP2Pair.request(), on: 3)]
    },
    HTTP2Case("4.3", "a PING within a block", .goAway(.protocol)) {
      [.rawHeaders(request.payload, flags: HTTP2Frame.endStream), .ping()]
    },
    HTTP2Case("RFC 7541, 6.3", "a table above what was offered", .goAway(.compression, .protocol)) {
      [.rawHeaders([0x3F, 0xE2, 0xFF, 0x03] + request.payload)]
    },
    HTTP2Case("5.5", "an unknown frame within a block", .goAway(.protocol)) {
      [.rawHeaders(request.payload, flags: HTTP2Frame.endStream), HTTP2Frame(type: 0xF7, stream: 1)]
    },
  ]

  /// One kind of frame after the other (RFC 9113, 6).
  static let kinds: [HTTP2Case] = [
    HTTP2Case("6.1", "DATA on stream 0", .goAway(.protocol)) { [.data([1], on: 0)] },
    HTTP2Case("6.1", "padding as long as the frame", .goAway(.protocol)) {
      [post, .data([2, 0x61], flags: HTTP2Frame.padded | 1)]
    },
    HTTP2Case("6.1", "padding is not passed on", .body("POST / 2 ab")) {
      [post, .data([3, 0x61, 0x62, 0, 0, 0], flags: HTTP2Frame.padded | 1)]
    },
    HTTP2Case("6.2", "HEADERS on stream 0", .goAway(.protocol)) { [.headers(HTTP2Pair.request(), on: 0)] },
    HTTP2Case("6.2", "padding above the frame", .goAway(.protocol)) {
      [.rawHeaders([0xF0] + request.payload, flags: 5 | HTTP2Frame.padded)]
    },
    HTTP2Case("6.2", "HEADERS with padding and priority", .status(200)) {
      [.rawHeaders([2, 0, 0, 0, 0, 9] + request.payload + [0, 0], flags: 5 | HTTP2Frame.padded | HTTP2Frame.priority)]
    },
    HTTP2Case("6.3", "PRIORITY on stream 0", .goAway(.protocol)) { [.priority(on: 0)] },
    HTTP2Case("6.3", "PRIORITY of another length", .goAway(.frameSize)) {
      [HTTP2Frame(type: 2, stream: 1, payload: [0, 0, 0, 0])]
    },
    HTTP2Case("6.3", "PRIORITY of an idle stream is ignored", .ignored) { [.priority(on: 9)] },
    HTTP2Case("6.4", "RST_STREAM on stream 0", .goAway(.protocol)) { [.reset(0)] },
    HTTP2Case("6.4", "RST_STREAM of an idle stream", .goAway(.protocol)) { [.reset(1)] },
    HTTP2Case("6.4", "RST_STREAM of another length", .goAway(.frameSize)) {
      [post, HTTP2Frame(type: 3, stream: 1, payload: [0, 0, 8])]
    },
    HTTP2Case("6.6", "PUSH_PROMISE from a client", .goAway(.protocol)) {
      [post, HTTP2Frame(type: 5, flags: 4, stream: 1, payload: [0, 0, 0, 2] + request.payload)]
    },
    HTTP2Case("6.7", "PING on a stream", .goAway(.protocol)) {
      [HTTP2Frame(type: 6, stream: 1, payload: [UInt8](repeating: 0, count: 8))]
    },
    HTTP2Case("6.7", "PING of another length", .goAway(.frameSize)) { [HTTP2Frame(type: 6, payload: [1, 2, 3])] },
    HTTP2Case("6.7", "an answer to no PING is ignored", .ignored) { [.ping(3, flags: HTTP2Frame.acknowledges)] },
    HTTP2Case("6.8", "GOAWAY on a stream", .goAway(.protocol)) {
      [HTTP2Frame(type: 7, stream: 1, payload: [UInt8](repeating: 0, count: 8))]
    },
    HTTP2Case("6.8", "GOAWAY from the client lets its streams end", .status(200)) {
      [post, HTTP2Frame(type: 7, payload: [UInt8](repeating: 0, count: 8)), .data([], flags: HTTP2Frame.endStream)]
    },
    HTTP2Case("6.9", "WINDOW_UPDATE by 0 of the connection", .goAway(.protocol)) { [.windowUpdate(0)] },
    HTTP2Case("6.9", "WINDOW_UPDATE by 0 of a stream", .reset(.protocol)) { [post, .windowUpdate(0, on: 1)] },
    HTTP2Case("6.9", "WINDOW_UPDATE of another length", .goAway(.frameSize)) { [HTTP2Frame(type: 8, payload: [0, 0, 1])] },
    HTTP2Case("6.9", "WINDOW_UPDATE of an idle stream", .goAway(.protocol)) { [.windowUpdate(1, on: 1)] },
    HTTP2Case("6.9.1", "the connection's window above 2^31-1", .goAway(.flowControl)) { [.windowUpdate(0x7FFF_FFFF)] },
    HTTP2Case("6.9.1", "a stream's window above 2^31-1", .reset(.flowControl)) { [post, .windowUpdate(0x7FFF_FFFF, on: 1)] },
    HTTP2Case("6.10", "CONTINUATION without HEADERS", .goAway(.protocol)) { [.continuation(request.payload)] },
    HTTP2Case("6.10", "CONTINUATION behind a whole block", .goAway(.protocol)) { [post, .continuation([])] },
    HTTP2Case("6.10", "CONTINUATION behind DATA", .goAway(.protocol)) { [post, .data([1]), .continuation([])] },
    HTTP2Case("6.10", "CONTINUATION on stream 0", .goAway(.protocol)) {
      [.rawHeaders(request.payload, flags: 1), .continuation([], on: 0)]
    },
    HTTP2Case("6.10", "a block in three frames", .status(200)) {
      [
        .rawHeaders(Array(request.payload.prefix(9)), flags: 1),
        .continuation(Array(request.payload.dropFirst(9).prefix(5)), flags: 0),
        .continuation(Array(request.payload.dropFirst(14))),
      ]
    },
  ]
}

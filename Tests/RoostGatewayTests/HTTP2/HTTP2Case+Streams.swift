extension HTTP2Case {
  private static let request = HTTP2Frame.headers(HTTP2Pair.request())
  private static let post = HTTP2Frame.headers(HTTP2Pair.request(method: "POST"), flags: HTTP2Frame.endHeaders)
  private static let last = HTTP2Frame.endStream

  /// States of streams, and settings (RFC 9113, 5 and 6.5).
  static let streams: [HTTP2Case] = [
    HTTP2Case("5.1", "DATA of an idle stream", .goAway(.protocol, .streamClosed)) { [.data([1], flags: last)] },
    HTTP2Case("5.1", "DATA behind the end of the request", .reset(.streamClosed)) {
      [.headers(HTTP2Pair.request(path: "/app/shop/slow")), .data([1])]
    },
    HTTP2Case("5.1", "HEADERS behind the end of the request", .reset(.streamClosed, .protocol)) {
      [.headers(HTTP2Pair.request(path: "/app/shop/slow")), request]
    },
    HTTP2Case("5.1", "DATA behind the client's reset", .goAway(.streamClosed)) { [post, .reset(1), .data([1])] },
    HTTP2Case("5.1", "WINDOW_UPDATE behind the client's reset", .ignored) { [post, .reset(1), .windowUpdate(1, on: 1)] },
    HTTP2Case("5.1", "a second reset", .ignored) { [post, .reset(1), .reset(1)] },
    HTTP2Case("5.1.1", "an even stream", .goAway(.protocol)) { [.headers(HTTP2Pair.request(), on: 2)] },
    HTTP2Case("5.1.1", "a stream below an earlier one", .goAway(.protocol, .streamClosed)) {
      [.headers(HTTP2Pair.request(), on: 5), .headers(HTTP2Pair.request(), on: 3)]
    },
    HTTP2Case("5.1.1", "a number may be left out", .status(200), stream: 7) { [.headers(HTTP2Pair.request(), on: 7)] },
    HTTP2Case("6.5", "SETTINGS on a stream", .goAway(.protocol)) { [HTTP2Frame(type: 4, stream: 1)] },
    HTTP2Case("6.5", "SETTINGS of another length", .goAway(.frameSize)) { [HTTP2Frame(type: 4, payload: [0, 3, 0])] },
    HTTP2Case("6.5", "an acknowledgement that says something", .goAway(.frameSize)) {
      [HTTP2Frame(type: 4, flags: 1, payload: [0, 3, 0, 0, 0, 9])]
    },
    HTTP2Case("6.5.2", "ENABLE_PUSH is neither 0 nor 1", .goAway(.protocol)) { [.settings([(2, 2)])] },
    HTTP2Case("6.5.2", "INITIAL_WINDOW_SIZE above 2^31-1", .goAway(.flowControl)) { [.settings([(4, 0x8000_0000)])] },
    HTTP2Case("6.5.2", "MAX_FRAME_SIZE below 16384", .goAway(.protocol)) { [.settings([(5, 16_383)])] },
    HTTP2Case("6.5.2", "MAX_FRAME_SIZE above 2^24-1", .goAway(.protocol)) { [.settings([(5, 1 << 24)])] },
    HTTP2Case("6.5.2", "an unknown setting is ignored", .ignored) { [.settings([(0xFAFA, 1)])] },
    HTTP2Case("6.5.3", "two SETTINGS in a row", .status(200)) { [.settings([(4, 100)]), .settings([(4, 65_535)]), request] },
  ]

  /// What a client does without need (RFC 9113, 10.5).
  static let floods: [HTTP2Case] = [
    HTTP2Case("10.5", "streams begun and reset (CVE-2023-44487)", .goAway(.calm)) {
      (0..<300).flatMap { [HTTP2Frame.headers(HTTP2Pair.request(), on: 2 * $0 + 1), .reset(2 * $0 + 1)] }
    },
    HTTP2Case("10.5", "CONTINUATION without end (CVE-2024-27316)", .goAway(.calm, .protocol)) {
      [.rawHeaders(request.payload, flags: 1)] + (0..<1_000).map { _ in .continuation([], flags: 0) }
    },
    HTTP2Case("10.5", "PING after PING (CVE-2019-9512)", .goAway(.calm)) { (0..<2_000).map { _ in .ping() } },
    HTTP2Case("10.5", "SETTINGS after SETTINGS (CVE-2019-9515)", .goAway(.calm)) {
      (0..<2_000).map { _ in .settings([(4, 65_535)]) }
    },
    HTTP2Case("10.5", "empty DATA after empty DATA (CVE-2019-9518)", .goAway(.calm)) {
      [post] + (0..<100).map { _ in .data([]) }
    },
    HTTP2Case("10.5", "PRIORITY after PRIORITY (CVE-2019-9513)", .goAway(.calm)) { (0..<2_000).map { _ in .priority(on: 3) } },
    HTTP2Case("10.5.1", "a head above the limit", .goAway(.protocol, .compression, .calm)) {
      [.rawHeaders(request.payload + HTTP2Pair("a", String(repeating: "a", count: 15_000)).block, flags: 1)]
        + (0..<3).map { _ in .continuation(HTTP2Pair("a", String(repeating: "a", count: 15_000)).block, flags: 0) }
    },
    HTTP2Case("10.5.1", "a small block that unfolds into a large head", .goAway(.protocol, .compression, .calm)) {
      // One field goes into the table, and is named a thousand times.
      let field: [UInt8] = [0x40] + HTTP2Pair("x-a", String(repeating: "a", count: 3_000)).block.dropFirst()
      return [.rawHeaders(request.payload + field + [UInt8](repeating: 0xBE, count: 1_000))]
    },
  ]
}

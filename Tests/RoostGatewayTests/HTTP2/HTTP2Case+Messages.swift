extension HTTP2Case {
  private static let last = HTTP2Frame.endStream

  private static func asking(
    _ section: String, _ what: String, _ outcome: Outcome, _ pairs: @escaping @Sendable () -> [HTTP2Pair]
  ) -> HTTP2Case {
    HTTP2Case(section, what, outcome) { [.headers(pairs())] }
  }

  private static func posting(
    _ section: String, _ what: String, _ outcome: Outcome, _ fields: [(String, String)] = [],
    _ frames: @escaping @Sendable () -> [HTTP2Frame]
  ) -> HTTP2Case {
    let head = HTTP2Frame.headers(HTTP2Pair.request(method: "POST", fields), flags: HTTP2Frame.endHeaders)
    return HTTP2Case(section, what, outcome) { [head] + frames() }
  }

  /// Requests as such (RFC 9113, 8.1).
  static let messages: [HTTP2Case] = [
    posting("8.1", "a body in parts", .body("POST / 4 abcd")) {
      [.data([0x61]), .data([0x62, 0x63]), .data([0x64], flags: last)]
    },
    posting("8.1", "an empty DATA frame ends a body", .body("POST / 1 a")) { [.data([0x61]), .data([], flags: last)] },
    posting("8.1", "an empty body", .body("POST / 0 ")) { [.data([], flags: last)] },
    posting("8.1", "trailers end a body", .body("POST / 1 a")) { [.data([0x61]), .headers([HTTP2Pair("x-sum", "1")])] },
    posting("8.1", "HEADERS within a body", .reset(.protocol)) {
      [.data([0x61]), .headers([HTTP2Pair("x-sum", "1")], flags: HTTP2Frame.endHeaders)]
    },
    posting("8.1", "trailers with a pseudo-field", .reset(.protocol)) { [.headers([HTTP2Pair(":method", "GET")])] },
    posting("8.1", "trailers that frame the message", .status(400)) { [.headers([HTTP2Pair("content-length", "0")])] },
    posting("8.1.1", "a body below its length", .reset(.protocol), [("content-length", "5")]) { [.data([0x61], flags: last)] },
    posting("8.1.1", "a body above its length", .reset(.protocol), [("content-length", "1")]) {
      [.data([0x61, 0x62], flags: last)]
    },
    posting("8.1.1", "a body of its length", .body("POST / 2 ab"), [("content-length", "2")]) {
      [.data([0x61, 0x62], flags: last)]
    },
    posting("8.1.1", "a length with a sign", .status(400), [("content-length", "+2")]) { [.data([0x61, 0x62], flags: last)] },
    posting("8.1.1", "two lengths", .status(400), [("content-length", "2"), ("content-length", "2")]) {
      [.data([0x61, 0x62], flags: last)]
    },
    posting("8.1.1", "two lengths that differ", .reset(.protocol), [("content-length", "2"), ("content-length", "3")]) {
      [.data([0x61, 0x62], flags: last)]
    },
    asking("8.1.1", "a length and no body", .reset(.protocol)) { HTTP2Pair.request([("content-length", "2")]) },
    asking("8.5", "CONNECT", .status(405)) {
      HTTP2Pair.request(method: "CONNECT", path: nil, scheme: nil, authority: "evil.test:22")
    },
    asking("8.5", "CONNECT with a path", .reset(.protocol)) { HTTP2Pair.request(method: "CONNECT") },
    asking("RFC 8441, 4", "CONNECT with a protocol", .reset(.protocol)) {
      [HTTP2Pair(":protocol", "websocket")] + HTTP2Pair.request(method: "CONNECT")
    },
    asking("RFC 9110, 9", "TRACE", .status(405)) { HTTP2Pair.request(method: "TRACE") },
    asking("RFC 9110, 9", "a method nobody knows", .status(501)) { HTTP2Pair.request(method: "BREW") },
    asking("RFC 9110, 10.1.1", "an expectation nobody knows", .status(417)) { HTTP2Pair.request([("expect", "miracles")]) },
    asking("3.1", "the preface's method", .status(501)) { HTTP2Pair.request(method: "PRI", path: "*") },
  ]

  /// Fields and pseudo-fields (RFC 9113, 8.2 and 8.3).
  static let fields: [HTTP2Case] =
    ["Upper-Case", "sp ace", "co:lon", "nul\0", "line\r", "caf\u{e9}"].map { name in
      asking("8.2.1", "the name \(name.debugDescription)", .reset(.protocol)) { HTTP2Pair.request([(name, "1")]) }
    }
    + ["a\0b", "a\rb", "a\nb", "a\r\nx-evil: 1", " a", "a ", "\ta"].map { value in
      asking("8.2.1", "the value \(value.debugDescription)", .reset(.protocol)) { HTTP2Pair.request([("x-a", value)]) }
    }
    + ["a\u{1}b", "a\u{7F}b"].map { value in
      asking("8.2.1", "the value \(value.debugDescription)", .status(400)) { HTTP2Pair.request([("x-a", value)]) }
    }
    + [
      ("connection", "close"), ("keep-alive", "1"), ("proxy-connection", "close"), ("transfer-encoding", "chunked"),
      ("upgrade", "websocket"), ("te", "gzip"),
    ].map { field in
      asking("8.2.2", "\(field.0): \(field.1)", .reset(.protocol)) { HTTP2Pair.request([field]) }
    }
    + [
      asking("8.2.1", "no name", .goAway(.compression)) { HTTP2Pair.request([("", "1")]) },
      asking("8.2.2", "te: trailers", .status(200)) { HTTP2Pair.request([("te", "trailers")]) },
      asking("8.2.3", "a cookie in pieces", .body("GET / 0  a=1; b=2")) {
        HTTP2Pair.request([("cookie", "a=1"), ("cookie", "b=2")])
      },
      asking("8.3", "an unknown pseudo-field", .reset(.protocol)) { [HTTP2Pair(":test", "1")] + HTTP2Pair.request() },
      asking("8.3", "a response's pseudo-field", .reset(.protocol)) { [HTTP2Pair(":status", "200")] + HTTP2Pair.request() },
      asking("8.3", "a pseudo-field behind a field", .reset(.protocol)) {
        HTTP2Pair.request(path: nil, [("x-a", "1")]) + [HTTP2Pair(":path", "/app/shop/")]
      },
      asking("8.3", "a pseudo-field twice", .reset(.protocol)) { [HTTP2Pair(":path", "/")] + HTTP2Pair.request() },
      asking("8.3.1", "no method", .reset(.protocol)) { HTTP2Pair.request(method: nil) },
      asking("8.3.1", "no path", .reset(.protocol)) { HTTP2Pair.request(path: nil) },
      asking("8.3.1", "no scheme", .reset(.protocol)) { HTTP2Pair.request(scheme: nil) },
      asking("8.3.1", "an empty path", .reset(.protocol)) { HTTP2Pair.request(path: "") },
      asking("8.3.1", "a path without its slash", .reset(.protocol)) { HTTP2Pair.request(path: "app/shop/") },
      asking("8.3.1", "a whole address for a path", .reset(.protocol)) { HTTP2Pair.request(path: "http://roost.test/app/shop/") },
      asking("8.3.1", "a scheme that is not HTTP's", .reset(.protocol)) { HTTP2Pair.request(scheme: "ftp") },
      asking("8.3.1", "a path that holds a version", .reset(.protocol)) { HTTP2Pair.request(path: "/ HTTP/1.1\r\nx-evil: 1") },
      asking("8.3.1", "a method that holds a path", .reset(.protocol)) { HTTP2Pair.request(method: "GET /app/shop/") },
      asking("8.3.1", "neither authority nor host", .status(400)) { HTTP2Pair.request(authority: nil) },
      asking("8.3.1", "a host for an authority", .status(200)) { HTTP2Pair.request(authority: nil, [("host", "roost.test")]) },
      asking("8.3.1", "a host that repeats the authority", .status(200)) { HTTP2Pair.request([("host", "ROOST.test")]) },
      asking("8.3.1", "a host that is another one", .reset(.protocol)) { HTTP2Pair.request([("host", "evil.test")]) },
      asking("8.3.1", "two hosts", .reset(.protocol)) {
        HTTP2Pair.request(authority: nil, [("host", "roost.test"), ("host", "roost.test")])
      },
      asking("8.3.1", "an authority with a user", .status(400)) { HTTP2Pair.request(authority: "user@roost.test") },
      asking("8.3.1", "a path that climbs", .status(400)) { HTTP2Pair.request(path: "/app/shop/%2e%2e/") },
      asking("8.3.1", "an asterisk", .status(400)) { HTTP2Pair.request(method: "OPTIONS", path: "*") },
      asking("8.3.1", "more fields than are allowed", .status(431)) { HTTP2Pair.request((0..<120).map { ("x-\($0)", "1") }) },
      asking("8.3.1", "a path above the limit", .status(414)) {
        HTTP2Pair.request(path: "/app/shop/" + String(repeating: "a", count: 9_000))
      },
    ]
}

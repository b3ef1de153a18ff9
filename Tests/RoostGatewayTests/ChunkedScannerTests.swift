import Testing

@testable import RoostGateway

@Suite struct ChunkedScannerTests {
  private func steps(_ text: String, _ rule: TrailerRule = .request) -> [ChunkedScanner.Step] {
    var scanner = ChunkedScanner(rule)
    var rest = Array(text.utf8)[...]
    var steps: [ChunkedScanner.Step] = []
    while !rest.isEmpty {
      let step = Array(rest).withUnsafeBytes { scanner.next($0) }
      steps.append(step)
      switch step {
      case .forward(let count): rest = rest.dropFirst(count)
      case .last, .fault: return steps
      }
    }
    return steps
  }

  @Test(arguments: [
    "0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n", "00A;a;b=c;d=\"e f;\"\r\n0123456789\r\n000\r\nX: y\r\nZ:\r\n\r\n",
    "aF\r\n" + String(repeating: "x", count: 175) + "\r\n0\r\n\r\n",
  ])
  func accepts(body: String) {
    #expect(steps(body + "GET") == [.last(body.utf8.count)])
  }

  @Test(arguments: [
    "\r\n", "3\nabc\r\n", "3\rabc", "3 \r\nabc", " 3\r\nabc", "3\r\nabcd\r\n", "3\r\nabc\n", "3\r\nabc0\r\n", "0x3\r\n", "-1\r\n",
    "+1\r\n", "1_0\r\n",
    "ffffffffffffffff\r\n", "0000000000000001\r\n", "3;\r\nabc", "3; a\r\nabc", "3;a =b\r\nabc", "3;a=\r\nabc",
    "3;a=\"\n\"\r\nabc", "3;a=\"\\\"\"\r\nabc",
    "3;a\nabc", "3;a\r\r\nabc", "3;" + String(repeating: "a", count: 300) + "\r\nabc", "g\r\n",
  ])
  func refusesChunks(body: String) {
    #expect(steps(body).last == .fault(.chunk))
  }

  @Test(arguments: [
    "0\r\n\n", "0\r\nX: y\n\r\n", "0\r\n X: y\r\n\r\n", "0\r\nX : y\r\n\r\n", "0\r\n: y\r\n\r\n",
    "0\r\nContent-Length: 5\r\n\r\n",
    "0\r\ntransfer-encoding: chunked\r\n\r\n", "0\r\nHost: x\r\n\r\n", "0\r\nX: a\u{0}\r\n\r\n",
    "0\r\nX: " + String(repeating: "a", count: 9_000) + "\r\n\r\n",
  ])
  func refusesTrailers(body: String) {
    #expect(steps(body).last == .fault(.trailer))
    #expect(steps(body, .response).last == .fault(.trailer))
  }

  @Test(arguments: [
    "x-sum", "grpc-status", "grpc-message", "server-timing", "digest", "content-digest", "etag", "x", "repr-digest",
    "x-amz-checksum",
  ])
  func passesTrailersOn(name: String) {
    let body = "1\r\nx\r\n0\r\n\(name): b\r\n\r\n"
    #expect(steps(body) == [.last(body.utf8.count)])
    #expect(steps(body, .response) == [.last(body.utf8.count)])
  }

  @Test(arguments: [
    "X-Forwarded-For", "x-forwarded-proto", "Forwarded", "X-Real-IP", "X-Roost-User", "X-Script-Name", "Script_Name",
    "Remote_User",
    "Proxy", "Proxy-Authorization", "Authorization", "Cookie", "Range", "If-Match", "Expect", "Cache-Control",
    "X-HTTP-Method-Override",
    "X-Original-URL", "Sec-WebSocket-Key", "Sec-Fetch-Site", "Access-Control-Request-Method", "X-Request-Id", "TE", "Trailer",
  ])
  func refusesWhatAHeadHasDecided(name: String) {
    #expect(steps("0\r\n\(name): b\r\n\r\n") == [.fault(.trailer)])
  }

  @Test(arguments: ["Set-Cookie", "Location", "WWW-Authenticate", "Strict-Transport-Security", "X-Roost-App", "Content-Type"])
  func refusesWhatDecidesAboutAResponse(name: String) {
    #expect(steps("0\r\n\(name): b\r\n\r\n", .response) == [.fault(.trailer)])
  }

  @Test func countsTrailers() {
    let most = String(repeating: "X: y\r\n", count: ChunkedScanner.mostTrailers)
    #expect(steps("0\r\n\(most)\r\n") == [.last(5 + most.utf8.count)])
    #expect(steps("0\r\n\(most)X: y\r\n\r\n") == [.fault(.trailer)])
  }

  @Test func aRouteTakesNamesOut() {
    var rule = TrailerRule.request
    rule.removed = ["x-secret"]
    #expect(steps("0\r\nX-Secret: b\r\n\r\n", rule) == [.fault(.trailer)])
    #expect(steps("0\r\nX-Other: b\r\n\r\n", rule) == [.last(17)])
  }
}

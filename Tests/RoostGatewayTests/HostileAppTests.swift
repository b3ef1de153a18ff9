import RoostGateway
import RoostModel
import Testing

/// Apps whose responses try to become something else: two responses, another body, a cookie of Roost's.
@Suite struct HostileAppTests {
  /// What a client reads from `response` and then from a well-behaved second one on the same connection of its own.
  private func answers(to request: String, _ response: String, toHead: Bool = false) async throws -> [Message] {
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      while let request = try reader.next(isResponse: false) {
        try socket.send(request.target == "/after" ? ok("after") : response)
        // What ends with the connection ends now.
        if request.target != "/after", !response.contains("\r\n\r\n") || response.hasPrefix("HTTP/1.0") { return }
      }
    }
    defer { app.stop() }
    return try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send(request)
        guard let first = try final(reader, toHead: toHead) else { return [] }
        // A connection that was closed has nothing more to say.
        guard (try? reader.socket.send(get("/after", host: "shop.localhost"))) != nil,
          let second = try? final(reader, toHead: false)
        else { return [first] }
        return [first, second]
      }
    }
  }

  /// Past what comes before a response.
  private func final(_ reader: MessageReader, toHead: Bool) throws -> Message? {
    while let message = try reader.next(isResponse: true, toHead: toHead) {
      if message.status >= 200 { return message }
    }
    return nil
  }

  private func answers(_ response: String) async throws -> [Message] {
    try await answers(to: get("/x", host: "shop.localhost"), response)
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
    "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nab", "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nab",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nX: a\r\n folded\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: evil=1\r\n\r\n",
    "HTTP/1.1 200 OK\nContent-Length: 0\n\n", "HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nX Y: z\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\n: z\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 0\r\n\r\n", "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 99 Low\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 600 High\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n", "http/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    " HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "ICY 200 OK\r\nContent-Length: 0\r\n\r\n",
    "\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nevil",
    "HTTP/1.1 200 OK\r\nX: " + String(repeating: "a", count: 40_000) + "\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 150) + "Content-Length: 0\r\n\r\n",
    String(repeating: "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", count: 20) + ok("late"),
  ])
  func isRefused(response: String) async throws {
    let answers = try await answers(response)
    #expect(answers.map(\.status) == [502, 200])
    for answer in answers { #expect(answer["set-cookie"] == nil && !answer.text.contains("evil")) }
  }

  /// What follows a response that is whole belongs to nobody.
  @Test(arguments: [
    "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nevil", "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nevil",
    "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nevil\r\n0\r\n\r\n",
    ok("good") + ok("evil"), ok("good") + "evil", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" + ok("evil"),
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + ok("evil"),
  ])
  func whatNobodyAskedFor(response: String) async throws {
    let answers = try await answers(response)
    #expect(answers.count == 2)
    #expect(answers.last?.text == "after")
    for answer in answers { #expect(!answer.text.contains("evil")) }
  }

  @Test func aBodyToHeadIsNotTheNextAnswer() async throws {
    let request = "HEAD /x HTTP/1.1\r\nHost: shop.localhost\r\n\r\n"
    let answers = try await answers(to: request, ok("HTTP/1.1 200 evil\r\n\r\n"), toHead: true)
    #expect(answers.last?.text == "after")
  }

  /// A body that breaks its promise is broken off: the client must not take it for whole.
  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nSet-Cookie: evil=1\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
  ])
  func isBrokenOff(response: String) async throws {
    let answers = try await answers(response)
    #expect(answers.count <= 1)
    for answer in answers { #expect(answer.isTruncated) }
  }

  @Test(arguments: [
    "roost_session=evil", "ROOST_session=evil", " roost_session=evil", "\troost_session=evil; Path=/",
    "__Host-roost_session=evil; Secure; Path=/",
    "__Secure-roost_session=evil; Secure", "roost_session =evil", "roost_session", "__host-ROOST_x=evil",
    "\(SessionCookie.plain)=evil", "\(SessionCookie.secure)=evil; Secure; Path=/",
  ])
  func cookiesOfRoostAreNotSet(cookie: String) async throws {
    let answers = try await answers(ok("", "Set-Cookie: \(cookie)\r\nSet-Cookie: good=1\r\n"))
    #expect(answers.first?.all("set-cookie") == ["good=1"])
  }

  /// And none that a client has for Roost is shown to an app (RFC 6265, 5.4).
  @Test(arguments: [
    ("roost_session=s3cret", ""), ("a=1; roost_session=s3cret; b=2", "a=1; b=2"), ("a=1;roost_session=s3cret", "a=1"),
    ("ROOST_SESSION=s3cret; a=1", "a=1"), ("__Host-roost_session=s3cret;a=1", "a=1"), (" \t roost_session=s3cret", ""),
    ("a=roost_session", "a=roost_session"), ("a=\"; roost_session=s3cret; b=\"", "a=\"; b=\""), ("roost_session=s3cret;;;", ""),
    ("myroost_session=1", "myroost_session=1"), ("roost_a=s3cret; roost_b=s3cret", ""),
    ("\(SessionCookie.plain)=s3cret; \(SessionCookie.secure)=s3cret", ""),
  ])
  func cookiesOfRoostAreNotShown(sent: String, seen: String) async throws {
    let app = try TestApp.answering { ok($0.all("cookie").joined(separator: " + ")) }
    defer { app.stop() }
    let answer = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await ask(port, get("/", host: "shop.localhost", "Cookie: \(sent)\r\n"))
    }
    #expect(answer.text == seen)
  }

  @Test func twoCookieFields() async throws {
    let app = try TestApp.answering { ok($0.all("cookie").joined(separator: " + ")) }
    defer { app.stop() }
    let answer = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await ask(
        port, get("/", host: "shop.localhost", "Cookie: roost_a=s3cret\r\nCookie: a=1; roost_b=s3cret\r\nCookie: b=2\r\n"))
    }
    #expect(!answer.text.contains("s3cret"))
  }
}

import RoostGateway
import RoostModel
import Testing

/// What a request and its response become on the way between HTTP/2 and an app's HTTP/1.1.
@Suite struct HTTP2ExchangeTests {
  private static let post = HTTP2Frame.headers(HTTP2Pair.request(method: "POST"), flags: HTTP2Frame.endHeaders)

  /// Sends `frames` and returns what stream 1 came to with an app that answers `response` to what it gets.
  private func reply(_ frames: [HTTP2Frame], _ response: String, seen: Slot<Message> = Slot()) async throws -> HTTP2Client.Reply {
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      while let request = try reader.next(isResponse: false) {
        seen.value = request
        try socket.send(response)
        if response.contains("HTTP/1.0") { return }
      }
    }
    return try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let client = try HTTP2Client.begun(port)
        try client.send(frames)
        return try client.reply()
      }
    }
  }

  private func get(_ fields: [(String, String)] = [], method: String = "GET") -> [HTTP2Frame] {
    [.headers(HTTP2Pair.request(method: method, fields))]
  }

  @Test func aRequestIsAnOrdinaryOneForTheApp() async throws {
    let seen = Slot<Message>()
    let fields = [
      ("x-kept", "yes"), ("remote_user", "root"), ("x-forwarded-for", "1.2.3.4"), ("cookie", "a=1"),
      ("cookie", "roost_session=1"),
    ]
    let reply = try await reply(
      get(fields), ok("hi", "Connection: keep-alive\r\nKeep-Alive: timeout=5\r\nX-App: Yes\r\n"), seen: seen)
    #expect(reply.text == "hi")
    #expect(reply.fields == [":status": "200", "content-length": "2", "x-app": "Yes"])
    let request = try #require(seen.value)
    #expect(request.startLine == "GET / HTTP/1.1")
    #expect(
      Set(request.fields.map { $0.name.lowercased() })
        == ["host", "x-kept", "cookie", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-prefix"])
    #expect(request["cookie"] == "a=1")
    #expect(request["host"] == "roost.test")
    #expect(request["x-forwarded-for"] == "127.0.0.1")
  }

  @Test func aBodyKeepsItsLengthOrComesInChunks() async throws {
    let seen = Slot<Message>()
    let sized = HTTP2Frame.headers(HTTP2Pair.request(method: "PUT", [("content-length", "3")]), flags: HTTP2Frame.endHeaders)
    _ = try await reply([sized, .data([97, 98, 99], flags: HTTP2Frame.endStream)], ok(""), seen: seen)
    #expect(seen.value?["content-length"] == "3")
    #expect(seen.value?.text == "abc")
    _ = try await reply([HTTP2ExchangeTests.post, .data([97]), .data([98], flags: HTTP2Frame.endStream)], ok(""), seen: seen)
    #expect(seen.value?["transfer-encoding"] == "chunked")
    #expect(seen.value?.text == "ab")
  }

  @Test(arguments: [
    "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "Content-Length: 5\r\n\r\nabcde",
  ])
  func aResponseOfEitherFraming(_ rest: String) async throws {
    let reply = try await reply(get(), "HTTP/1.1 200 OK\r\n" + rest)
    #expect(reply.text == "abcde")
    #expect(reply.fields["transfer-encoding"] == nil)
    #expect(reply.trailers.isEmpty)
  }

  @Test func aResponseThatEndsWithTheAppsConnection() async throws {
    #expect(try await reply(get(), "HTTP/1.0 200 OK\r\n\r\nabcde").text == "abcde")
  }

  @Test func trailersOfTheRequest() async throws {
    let seen = Slot<Message>()
    let head = HTTP2Frame.headers(HTTP2Pair.request(method: "POST", [("te", "trailers")]), flags: HTTP2Frame.endHeaders)
    let trailers = HTTP2Frame.headers([HTTP2Pair("x-sum", "7"), HTTP2Pair("grpc-status", "0")])
    _ = try await reply([head, .data([97]), trailers], ok(""), seen: seen)
    #expect(seen.value?.text == "a" && seen.value?.isTruncated == false)
    #expect(seen.value?.fields.suffix(2).map(\.name) == ["x-sum: 7", "grpc-status: 0"])
    #expect(seen.value?["te"] == "trailers")
  }

  @Test(arguments: ["x-forwarded-for", "authorization", "cookie", "remote_user", "if-match"])
  func trailersThatWouldDecide(name: String) async throws {
    let seen = Slot<Message>()
    let trailers = HTTP2Frame.headers([HTTP2Pair(name, "1.2.3.4")])
    let reply = try await reply([HTTP2ExchangeTests.post, .data([97]), trailers], ok(""), seen: seen)
    #expect(reply.status == 400)
    #expect(seen.value?.isTruncated ?? true)
  }

  /// HTTP/1.1 has no place for them behind a body whose length was said.
  @Test func trailersBehindALength() async throws {
    let seen = Slot<Message>()
    let head = HTTP2Frame.headers(HTTP2Pair.request(method: "POST", [("content-length", "1")]), flags: HTTP2Frame.endHeaders)
    let left = try await reply([head, .data([97]), .headers([HTTP2Pair("x-sum", "7")])], ok("fine"), seen: seen)
    #expect(left.text == "fine" && seen.value?.text == "a" && seen.value?.fields.contains { $0.name.hasPrefix("x-sum") } == false)
    let malformed = try await reply([head, .data([97]), .headers([HTTP2Pair(":path", "/")])], ok("fine"))
    #expect(malformed.reset == HTTP2Error.protocol.rawValue)
  }

  @Test func trailersOfTheResponse() async throws {
    let reply = try await reply(
      get(),
      "HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Sum: 7\r\ngrpc-status: 0\r\n\r\n")
    #expect(reply.text == "a")
    #expect(reply.trailers == ["x-sum": "7", "grpc-status": "0"])
  }

  @Test func headsWithoutBodies() async throws {
    let head = try await reply(get(method: "HEAD"), "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n")
    #expect(head.fields["content-length"] == "99" && head.body.isEmpty && head.ended)
    let empty = try await reply(get(), "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n")
    #expect(empty.status == 204 && empty.fields["content-length"] == nil && empty.ended)
    let known = try await reply(get(), "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\nContent-Length: 5\r\n\r\n")
    #expect(known.status == 304 && known.fields["etag"] == "\"x\"" && known.ended)
  }

  @Test func interimResponsesComeFirst() async throws {
    let reply = try await reply(
      get(), "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + ok("late"))
    #expect(reply.interim == [103, 102])
    #expect(reply.text == "late")
  }

  @Test func aTruncatedResponseIsReset() async throws {
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      try socket.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    }
    let reply = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let client = try HTTP2Client.begun(port)
        try client.send(self.get())
        return try client.reply()
      }
    }
    #expect(reply.status == 200)
    #expect(reply.reset == HTTP2Error.internal.rawValue)
  }

  @Test func addressesAndCookiesAreRewritten() async throws {
    let reply = try await reply(
      get(), "HTTP/1.1 302 Found\r\nLocation: /login\r\nSet-Cookie: a=1; Path=/\r\nContent-Length: 0\r\n\r\n")
    #expect(reply.fields["location"] == "/app/shop/login")
    #expect(reply.fields["set-cookie"] == "a=1; Path=/app/shop/")
  }

  @Test func pagesOfTheGateway() async throws {
    let replies = try await withGateway { (_, port) async throws in
      try await onThread {
        let client = try HTTP2Client.begun(port)
        try client.send([.headers(HTTP2Pair.request(path: "/app/nobody/", [("accept", "application/json")]))])
        let unknown = try client.reply()
        try client.send([.headers(HTTP2Pair.request(path: "/"), on: 3)])
        return (unknown, try client.reply(on: 3))
      }
    }
    #expect(replies.0.status == 404 && replies.0.text.contains("app.not-found"))
    #expect(replies.1.status == 200)
  }

  /// The answer comes while the client is still sending: it is told to stop, and keeps its connection.
  @Test func anEarlyAnswerStopsTheClient() async throws {
    let app = try TestApp { socket in
      _ = try MessageReader(socket).head()
      try socket.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig")
      while case let bytes = try socket.read(), !bytes.isEmpty {}
    }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      let (reply, reset, next) = try await onThread {
        let client = try HTTP2Client.begun(port)
        try client.send([HTTP2ExchangeTests.post, .data([1, 2, 3])])
        let reply = try client.reply()
        let reset = try client.reply()
        try client.send([.headers(HTTP2Pair.request(path: "/"), on: 3)])
        return (reply, reset, try client.reply(on: 3))
      }
      #expect(reply.status == 413 && reply.text == "big" && reply.ended)
      #expect(reset.reset == HTTP2Error.none.rawValue)
      #expect(next.status == 200)
    }
  }

  @Test func anExpectationIsTheApps() async throws {
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      guard let head = try reader.head(), head["expect"] == "100-continue" else { return }
      try socket.send("HTTP/1.1 100 Continue\r\n\r\n")
      let chunk = try reader.take(13) ?? []
      try socket.send(ok(String(decoding: chunk, as: UTF8.self)))
    }
    let (interim, reply) = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let client = try HTTP2Client.begun(port)
        try client.send([.headers(HTTP2Pair.request(method: "POST", [("expect", "100-continue")]), flags: HTTP2Frame.endHeaders)])
        let interim = try client.reply { $0.type == 1 }
        try client.send([.data(Array("abc".utf8), flags: HTTP2Frame.endStream)])
        return (interim, try client.reply())
      }
    }
    #expect(interim.interim == [100])
    #expect(reply.text == "3\r\nabc\r\n0\r\n\r\n")
  }
}

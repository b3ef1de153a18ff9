import RoostGateway
import RoostModel
import Testing

/// What a client gets back.
@Suite struct ResponseTests {
  private func answer(_ request: String, toHead: Bool = false, from app: TestApp) async throws -> Message {
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await ask(port, request, toHead: toHead)
    }
  }

  @Test func dropsWhatWasBetweenAppAndGateway() async throws {
    let app = try TestApp.answering { _ in
      ok(
        "hi",
        "Connection: keep-alive, timeout=5, X-Between, Content-Length\r\nx-between: 1\r\nKeep-Alive: timeout=5\r\nX-Roost-A: 1\r\nX-A: 1\r\n"
      )
    }
    let got = try await answer(get("/app/shop/"), from: app)
    #expect(got.fields.map { $0.name } == ["Content-Length", "X-A"])
    #expect(got.text == "hi")
  }

  @Test func redirectsAndCookiesStayUnderThePrefix() async throws {
    let app = try TestApp.answering { _ in
      ok(
        "",
        "Location: /login\r\nSet-Cookie: a=1; Path=/; Domain=roost.test; HttpOnly\r\nSet-Cookie: roost_session=x\r\nSet-Cookie: b=2\r\n"
      )
    }
    let got = try await answer(get("/app/shop/"), from: app)
    #expect(got["location"] == "/app/shop/login")
    #expect(got.all("set-cookie") == ["a=1; Path=/app/shop/; HttpOnly", "b=2; Path=/app/shop/"])
    let own = try await answer(get("/", host: "shop.localhost"), from: app)
    #expect(own["location"] == "/login")
    #expect(own.all("set-cookie") == ["a=1; Path=/; Domain=roost.test; HttpOnly", "b=2"])
  }

  @Test func everyWayToEndABody() async throws {
    let chunked = try TestApp.answering { _ in
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1;x=\"y z\"\r\nd\r\n0\r\nX-End: 1\r\n\r\n"
    }
    let first = try await answer(get("/app/shop/"), from: chunked)
    #expect(first.text == "abcd")
    #expect(first.fields.contains { $0.name == "X-End: 1" })
    let closing = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      try socket.send("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the end")
    }
    let second = try await answer(get("/app/shop/"), from: closing)
    #expect(second.startLine == "HTTP/1.1 200 OK")
    #expect(second["connection"] == "close")
    #expect(second.text == "until the end")
    let none = try TestApp.answering { _ in "HTTP/1.1 204 No Content\r\n\r\n" }
    #expect(try await answer(get("/app/shop/"), from: none).status == 204)
  }

  @Test func headAndNotModifiedHaveNoBody() async throws {
    let app = try TestApp.answering { request in
      request.startLine.hasPrefix("HEAD") ? "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" : ok("next")
    }
    let (head, next) = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send("HEAD /app/shop/ HTTP/1.1\r\nHost: h\r\n\r\n")
        let head = try reader.next(isResponse: true, toHead: true)
        try reader.socket.send(get("/app/shop/"))
        return (head, try reader.next(isResponse: true))
      }
    }
    #expect(head?["content-length"] == "99")
    #expect(next?.text == "next")
    #expect(app.connections == 1)
  }

  @Test func passesInterimResponses() async throws {
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      _ = try reader.head()
      try socket.send("HTTP/1.1 100 Continue\r\n\r\n")
      let body = try reader.take(5) ?? []
      try socket.send(ok(String(decoding: body, as: UTF8.self)))
    }
    let (interim, final) = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send("PUT /app/shop/ HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
        let interim = try reader.next(isResponse: true)
        try reader.socket.send("hello")
        return (interim, try reader.next(isResponse: true))
      }
    }
    #expect(interim?.status == 100)
    #expect(final?.text == "hello")
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi", "HTTP/1.1 200 OK\r\nBad Name: 1\r\n\r\n",
    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", "nonsense\r\n\r\n",
    "HTTP/1.1 20 OK\r\n\r\n",
  ])
  func invalidResponsesBecome502(response: String) async throws {
    let app = try TestApp.answering { _ in response }
    let got = try await answer(get("/app/shop/", "Accept: application/json\r\n"), from: app)
    #expect(got.status == 502)
    #expect(got.text.contains("gateway.response-refused"))
  }

  /// A response that nobody asked for must not become the answer to the next request.
  @Test func surplusResponsesAreNotServed() async throws {
    let app = try TestApp.answering { _ in ok("mine") + ok("not yours") }
    let bodies = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        return try (0..<3).map { _ in
          try reader.socket.send(get("/app/shop/"))
          return try reader.next(isResponse: true)?.text
        }
      }
    }
    #expect(bodies == ["mine", "mine", "mine"])
    #expect(app.connections == 3)
  }
}

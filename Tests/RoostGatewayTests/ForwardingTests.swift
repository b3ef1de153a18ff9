import RoostGateway
import RoostModel
import Testing

/// What an app sees of a request.
@Suite struct ForwardingTests {
  /// Sends `request` to an app named `shop` and returns what the app received.
  private func received(_ request: String, _ mode: PrefixMode = .strip) async throws -> Message {
    let seen = Slot<Message>()
    let app = try TestApp.answering {
      seen.value = $0
      return ok("")
    }
    _ = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(prefixMode: mode))
      return try await ask(port, request)
    }
    return try #require(seen.value)
  }

  @Test func stripsThePrefixAndSaysWhereItWas() async throws {
    let seen = try await received(get("/app/shop/cart?item=1"))
    #expect(seen.startLine == "GET /cart?item=1 HTTP/1.1")
    #expect(seen["x-forwarded-prefix"] == "/app/shop")
    #expect(seen["script_name"] == nil)
    #expect(seen["host"] == "roost.test:8080")
    #expect(seen["x-forwarded-host"] == "roost.test:8080")
    #expect(seen["x-forwarded-proto"] == "http")
    #expect(seen["x-forwarded-for"] == "127.0.0.1")
  }

  @Test func keepsThePathForServersThatKnowScriptName() async throws {
    let seen = try await received(get("/app/shop/cart?item=1"), .scriptName)
    #expect(seen.startLine == "GET /app/shop/cart?item=1 HTTP/1.1")
    #expect(seen["script_name"] == "/app/shop")
    #expect(seen["x-forwarded-prefix"] == nil)
  }

  @Test(arguments: ["shop.localhost", "shop.localhost:8080", "SHOP.LOCALHOST:8080"])
  func ownHostHasNoPrefix(host: String) async throws {
    let seen = try await received(get("/app/shop/x", host: host), .scriptName)
    #expect(seen.startLine == "GET /app/shop/x HTTP/1.1")
    #expect(seen["script_name"] == nil)
    #expect(seen["x-forwarded-prefix"] == nil)
  }

  /// And keeps the connection for the next request, as any other.
  @Test func reachesAppsOverUnixSockets() async throws {
    let dials = Counter()
    let texts = try await withGateway { (gateway, port) async throws in
      let target = Target.upstream { () async throws(Problem) -> CInt in
        dials.add()
        return try Dial.pair { socket in
          let reader = MessageReader(socket)
          while let request = try reader.next(isResponse: false) { try socket.send(ok(request.text)) }
        }
      }
      gateway.setRoute(try name("shop"), to: target)
      return try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        return try ["one", "two"].map { text in
          try reader.socket.send("POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n\(text)")
          return try reader.next(isResponse: true)?.text
        }
      }
    }
    #expect(texts == ["one", "two"])
    #expect(dials.value == 1)
  }

  @Test func severalSlashesAfterThePrefixBecomeOne() async throws {
    #expect(try await received(get("/app/shop///evil.test/x")).startLine == "GET /evil.test/x HTTP/1.1")
  }

  @Test func dropsWhatIsHopByHopOrOurs() async throws {
    let seen = try await received(
      get(
        "/app/shop/",
        """
        Connection: close, x-secret\r\nX-Secret: 1\r\nKeep-Alive: timeout=5\r\nTE: gzip, Trailers\r\nProxy-Authorization: x\r\nProxy: http://evil.test\r
        Forwarded: for=1.2.3.4\r\nX-Forwarded-For: 1.2.3.4\r\nX-FORWARDED-PREFIX: /evil\r\nX-Real-IP: 1.2.3.4\r
        X-Script-Name: /evil\r\nX-Roost-User: root\r\nSCRIPT_NAME: /evil\r\nRemote_User: root\r\nUpgrade: h2c\r
        X-Kept: yes\r\nCookie: a=1; roost_session=secret; __Host-roost_x=2; b=2\r\n
        """.replacing("\n          ", with: "\n")))
    let names = Set(seen.fields.map { $0.name.lowercased() })
    #expect(
      names == [
        "host", "x-kept", "cookie", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-prefix", "te",
        "connection",
      ])
    // Of this hop, whatever the client's said.
    #expect(seen.all("te") == ["trailers"] && seen.all("connection") == ["TE"])
    #expect(seen.all("x-forwarded-for") == ["127.0.0.1"])
    #expect(seen.all("x-forwarded-prefix") == ["/app/shop"])
    #expect(seen["cookie"] == "a=1; b=2")
  }

  @Test func passesBodiesOfEveryFraming() async throws {
    let seen = try await received("POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello")
    #expect(seen.text == "hello")
    let chunked = try await received(
      "POST /app/shop/ HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\nX-T: 1\r\n\r\n"
    )
    #expect(chunked.text == "hello")
    #expect(chunked["trailer"] == "X-T" && chunked.fields.last?.name == "X-T: 1")
    let none = try await received(get("/app/shop/", "TE: gzip\r\n"))
    #expect(none["te"] == nil && none["connection"] == nil)
  }

  @Test func acceptsAnAbsoluteAddressOfTheSameHost() async throws {
    let seen = try await received("GET http://roost.test:8080/app/shop/x?y HTTP/1.1\r\nHost: roost.test:8080\r\n\r\n")
    #expect(seen.startLine == "GET /x?y HTTP/1.1")
  }

  @Test func oldClientsAreServedAndClosed() async throws {
    let app = try TestApp.answering { ok($0.startLine) }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      let (answer, ended) = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send("GET /app/shop/ HTTP/1.0\r\n\r\n")
        return (try reader.next(isResponse: true), try !reader.more())
      }
      #expect(answer?.text == "GET / HTTP/1.0")
      #expect(answer?["connection"] == "close")
      #expect(ended)
    }
  }
}

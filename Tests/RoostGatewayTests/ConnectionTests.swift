import RoostGateway
import RoostModel
import Testing

/// How connections are kept, lost and tried again.
@Suite struct ConnectionTests {
  @Test func oneConnectionServesManyRequests() async throws {
    let app = try TestApp.answering { ok($0.target) }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      let bodies = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        return try (0..<50).map { number in
          try reader.socket.send(get("/app/shop/\(number)"))
          return try reader.next(isResponse: true)?.text
        }
      }
      #expect(bodies == (0..<50).map { "/\($0)" })
      #expect(app.connections == 1)
    }
  }

  /// Requests sent at once are answered in order, and never two of them are with the app at once.
  @Test func pipelinedRequestsWaitTheirTurn() async throws {
    let app = try TestApp.answering { ok($0.target + $0.text) }
    let bodies = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        let post = "POST /app/shop/post HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
        try reader.socket.send(get("/app/shop/a") + post + get("/nothing") + get("/app/shop/b"))
        return try (0..<4).map { _ in try reader.next(isResponse: true).map { $0.status == 200 ? $0.text : "\($0.status)" } }
      }
    }
    #expect(bodies == ["/a", "/postabc", "404", "/b"])
  }

  /// The app closes its end right when the second request arrives.
  @Test func aStaleConnectionIsTriedAgain() async throws {
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      guard try reader.next(isResponse: false) != nil else { return }
      try socket.send(ok("first on its connection"))
      _ = try reader.next(isResponse: false)
    }
    let answers = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        return try ["GET", "GET", "POST"].map { method in
          try reader.socket.send("\(method) /app/shop/ HTTP/1.1\r\nHost: h\r\n\r\n")
          return try reader.next(isResponse: true)?.status
        }
      }
    }
    // The POST may have had an effect before the connection was lost.
    #expect(answers == [200, 200, 502])
    #expect(app.connections == 2)
  }

  @Test func anAppThatHangsUpAtOnceIsNotTriedForEver() async throws {
    let app = try TestApp { socket in _ = try MessageReader(socket).next(isResponse: false) }
    let answer = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await ask(port, get("/app/shop/"))
    }
    #expect(answer.status == 502)
    #expect(answer.text.contains("roost app logs shop"))
    #expect(app.connections == 1)
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
  ])
  func aTruncatedResponseIsSeenAsTruncated(response: String) async throws {
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      try socket.send(response)
    }
    let answer = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await ask(port, get("/app/shop/"))
    }
    #expect(answer.status == 200)
    #expect(answer.isTruncated)
  }

  @Test func nothingListening() async throws {
    let answer = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(
        try name("shop"),
        to: .upstream { () async throws(Problem) -> CInt in
          throw Problem(.portNotOpen, "nothing listens on port 3000", hint: "roost app logs shop")
        })
      return try await ask(port, get("/app/shop/", "Accept: application/json\r\n"))
    }
    #expect(answer.status == 502)
    #expect(answer.text.contains("\"code\":\"port.not-open\""))
  }

  /// The answer comes while the client is still sending: it must arrive, and the rest must not be taken for a request.
  @Test func anEarlyAnswerEndsTheConnection() async throws {
    let app = try TestApp { socket in
      _ = try MessageReader(socket).head()
      try socket.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig")
    }
    let (answer, rest) = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send("POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\nabc")
        let answer = try reader.next(isResponse: true)
        try reader.socket.send(get("/app/shop/"))
        return (answer, try reader.next(isResponse: true))
      }
    }
    #expect(answer?.status == 413)
    #expect(answer?.text == "big")
    #expect(rest == nil)
  }

  @Test func aClientThatLeavesFreesTheApp() async throws {
    let left = Door()
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      _ = try reader.next(isResponse: false)
      try socket.send("HTTP/1.1 200 OK\r\n\r\nevent")
      while try reader.more() {}
      left.open()
    }
    try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("shop"), to: target)
      try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send(get("/app/shop/"))
        _ = try reader.take(5)
      }
      #expect(try await onThread { left.wait() })
      #expect(try await eventually { target.inFlight == 0 })
    }
  }
}

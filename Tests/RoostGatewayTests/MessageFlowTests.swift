import Foundation
import RoostGateway
import RoostModel
import Testing

/// What HTTP/1.1 lets the two sides say to each other before, while and after bodies are on their way.
@Suite struct MessageFlowTests {
  private static let post = "POST /app/shop/ HTTP/1.1\r\nHost: h\r\n"

  private func talk<Result: Sendable>(
    with app: TestApp, _ body: @escaping @Sendable (MessageReader) throws -> Result
  ) async throws -> Result {
    defer { app.stop() }
    return try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread { try body(MessageReader(try RawSocket.connect(port))) }
    }
  }

  /// The client sends nothing of the body before the app says that it wants it.
  @Test func theAppDecidesAboutAnExpectation() async throws {
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      guard let head = try reader.head(), head["expect"] == "100-continue", reader.buffer.isEmpty else { return }
      try socket.send("HTTP/1.1 100 Continue\r\n\r\n")
      try socket.send(ok(String(decoding: try reader.take(4) ?? [], as: UTF8.self)))
    }
    let (interim, answer) = try await talk(with: app) { reader in
      try reader.socket.send(MessageFlowTests.post + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n")
      let interim = try reader.next(isResponse: true)
      try reader.socket.send("body")
      return (interim, try reader.next(isResponse: true))
    }
    #expect(interim?.status == 100)
    #expect(answer?.text == "body")
  }

  /// The app says no: the client may not send the body as another request.
  @Test func aRefusedExpectationEndsTheConnection() async throws {
    let app = try TestApp { socket in
      _ = try MessageReader(socket).head()
      try socket.send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n")
      while case let bytes = try socket.read(), !bytes.isEmpty {}
    }
    let (answer, more) = try await talk(with: app) { reader in
      try reader.socket.send(MessageFlowTests.post + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n")
      let answer = try reader.next(isResponse: true)
      return (answer, try reader.more())
    }
    #expect(answer?.status == 417)
    #expect(answer?["connection"] == "close")
    #expect(!more)
  }

  @Test func trailersOfAResponseArePassedOn() async throws {
    let app = try TestApp.answering { _ in
      "HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nX-Sum: 7\r\n\r\n"
    }
    let answer = try await talk(with: app) { reader in
      try reader.socket.send(get("/app/shop/", "TE: trailers\r\n"))
      return try reader.next(isResponse: true)
    }
    #expect(answer?.text == "ab")
    #expect(answer?.fields.last?.name == "X-Sum: 7")
  }

  /// Chunks go both ways at once: each one of the request is answered before the next is sent.
  @Test func bothBodiesAtOnce() async throws {
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      _ = try reader.head()
      try socket.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
      while let chunk = try reader.take(6), chunk.first != 0x30 { try socket.send(chunk) }
      try socket.send("0\r\n\r\n")
    }
    let echoed = try await talk(with: app) { reader in
      try reader.socket.send(MessageFlowTests.post + "Transfer-Encoding: chunked\r\n\r\n")
      _ = try reader.head()
      var echoed = 0
      for number in 0..<9 {
        let chunk = Array("1\r\n\(number)\r\n".utf8)
        try reader.socket.send(chunk)
        if try reader.take(6) == chunk { echoed += 1 }
      }
      try reader.socket.send("0\r\n\r\n")
      return echoed
    }
    #expect(echoed == 9)
  }

  /// The app answers much later than the next tick, and a poll holds nobody else up.
  @Test func aLongPollIsAnsweredWhenItIsTime() async throws {
    let event = Door()
    let app = try TestApp { socket in
      guard let request = try MessageReader(socket).next(isResponse: false) else { return }
      if request.target == "/poll" { event.wait() }
      try socket.send(ok(request.target))
    }
    defer { app.stop() }
    try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("shop"), to: target)
      async let poll = ask(port, get("/app/shop/poll"))
      #expect(try await eventually { target.inFlight == 1 })
      for _ in 0..<20 { #expect(try await ask(port, get("/app/shop/other")).text == "/other") }
      event.open()
      #expect(try await poll.text == "/poll")
    }
  }

  /// An old client gets neither chunks nor interim responses, and its connection's end is the body's.
  @Test func anOldClientUnderstandsWhatItGets() async throws {
    let app = try TestApp { socket in
      guard let request = try MessageReader(socket).next(isResponse: false) else { return }
      try socket.send(
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nX-Version: \(request.startLine.suffix(3))\r\n\r\nall")
    }
    let answer = try await talk(with: app) { reader in
      try reader.socket.send("GET /app/shop/ HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n")
      return try reader.next(isResponse: true)
    }
    #expect(answer?.text == "all")
    #expect(answer?["x-version"] == "1.0")
    #expect(answer?["connection"] == "close")
  }

  /// The first event is there at once, not when a buffer is full.
  @Test func theFirstEventDoesNotWait() async throws {
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      try socket.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: \(DispatchTime.now().uptimeNanoseconds)\n\n")
      while case let bytes = try socket.read(), !bytes.isEmpty {}
    }
    let delay = try await talk(with: app) { reader in
      try reader.socket.send(get("/app/shop/"))
      _ = try reader.head()
      while !reader.buffer.contains(10) { guard try reader.more() else { return UInt64.max } }
      let text = String(decoding: reader.buffer.prefix { $0 != 10 }.dropFirst(6), as: UTF8.self)
      return DispatchTime.now().uptimeNanoseconds - (UInt64(text) ?? 0)
    }
    // A tenth of a millisecond as a rule; the machine may be busy.
    #expect(delay < 1_000_000_000)
  }
}

import RoostGateway
import RoostModel
import Testing

/// WebSockets.
@Suite struct TunnelTests {
  private static let handshake =
    get(
      "/app/chat/ws",
      "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    )
  private static let accepted =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"

  /// Accepts the handshake, sends `first` at once, and echoes.
  private func echo(_ first: String = "") throws -> TestApp {
    try TestApp { socket in
      let reader = MessageReader(socket)
      guard let head = try reader.head(), head["upgrade"] == "websocket", head["connection"] == "Upgrade" else { return }
      try socket.send(TunnelTests.accepted + first)
      if !reader.buffer.isEmpty { try socket.send(reader.buffer) }
      while case let bytes = try socket.read(), !bytes.isEmpty { try socket.send(bytes) }
    }
  }

  @Test func passesBothDirections() async throws {
    let app = try echo("hello")
    try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("chat"), to: target)
      let (head, greeting, echoed) = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        // What follows the handshake at once waits for the answer to it.
        try reader.socket.send(TunnelTests.handshake + "early")
        let head = try reader.head()
        let greeting = try reader.take(10)
        let block = [UInt8](repeating: 0xC3, count: 200_000)
        try reader.socket.send(block)
        return (head, greeting, try reader.take(block.count) == block)
      }
      #expect(head?.status == 101)
      #expect(head?["connection"] == "Upgrade")
      #expect(greeting == Array("helloearly".utf8))
      #expect(echoed)
      #expect(try await eventually { target.inFlight == 0 })
    }
  }

  /// The app answers 200: what the client sent behind its handshake is a request, not a stream.
  @Test func aRefusedHandshakeIsAnOrdinaryResponse() async throws {
    let app = try TestApp.answering { ok($0.target) }
    let answers = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("chat"), to: app.target())
      return try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send(TunnelTests.handshake + get("/app/other/secret") + get("/app/chat/next"))
        return try (0..<3).map { _ in try reader.next(isResponse: true)?.status }
      }
    }
    #expect(answers == [200, 404, 200])
  }

  @Test(arguments: [
    "Connection: Upgrade\r\nUpgrade: websocket\r\n", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: short\r\n",
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nContent-Length: 1\r\n",
  ])
  func invalidHandshakesAreRefused(fields: String) async throws {
    let app = try echo()
    let answer = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("chat"), to: app.target())
      return try await ask(port, get("/app/chat/", fields))
    }
    #expect(answer.status == 400)
    #expect(app.connections == 0)
  }

  @Test func drainSaysThatTheServiceRestarts() async throws {
    let app = try echo("\u{1}\u{2}ab")
    try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("chat"), to: target)
      let greeted = Door()
      async let received = onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send(TunnelTests.handshake)
        _ = try reader.head()
        let greeting = try reader.take(4) ?? []
        greeted.open()
        while try reader.more() {}
        return greeting + reader.buffer
      }
      #expect(try await onThread { greeted.wait() })
      #expect(await gateway.drain(target, timeout: .seconds(10)))
      #expect(try await received == [1, 2, 97, 98, 0x88, 0x02, 0x03, 0xF4])
    }
  }
}

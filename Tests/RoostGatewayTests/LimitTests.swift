import Logging
import RoostGateway
import RoostModel
import Testing

/// Every wait and every size has a limit.
@Suite struct LimitTests {
  /// Sends `text`, waits for what comes until the gateway hangs up, and returns it.
  private func untilClosed(_ port: Int, _ text: String) async throws -> String {
    try await onThread {
      let reader = MessageReader(try RawSocket.connect(port))
      try reader.socket.send(text)
      while try reader.more() {}
      return String(decoding: reader.buffer, as: UTF8.self)
    }
  }

  @Test func aHeadThatDoesNotEnd() async throws {
    try await withGateway {
      $0.times.head = .milliseconds(800)
    } _: { (_, port) async throws in
      #expect(try await untilClosed(port, "GET / HT").prefix(12) == "HTTP/1.1 408")
      #expect(try await untilClosed(port, "") == "")
    }
  }

  @Test func aSilentConnection() async throws {
    try await withGateway {
      $0.times.keepAlive = .milliseconds(60)
    } _: { (_, port) async throws in
      #expect(try await untilClosed(port, get("/")).hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test func aBodyThatDoesNotCome() async throws {
    let app = try TestApp { socket in while case let bytes = try socket.read(), !bytes.isEmpty {} }
    try await withGateway {
      $0.times.stall = .milliseconds(60)
    } _: { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      let answer = try await untilClosed(port, "POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc")
      #expect(answer.hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test func anAppThatDoesNotAnswer() async throws {
    let app = try TestApp { socket in while case let bytes = try socket.read(), !bytes.isEmpty {} }
    try await withGateway {
      $0.times.firstByte = .milliseconds(60)
    } _: { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("shop"), to: target)
      #expect(try await ask(port, get("/app/shop/")).status == 504)
      #expect(target.inFlight == 0)
    }
  }

  /// Whenever within a tick the request comes.
  @Test func nobodyIsCutBeforeTheTime() async throws {
    let app = try TestApp { socket in while case let bytes = try socket.read(), !bytes.isEmpty {} }
    try await withGateway {
      $0.times.tick = .milliseconds(400)
      $0.times.firstByte = .milliseconds(400)
    } _: { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      let clock = ContinuousClock()
      for offset in [100, 200, 300] {
        // The moment within a tick is what is varied; nothing waits for it.
        try await clock.sleep(for: .milliseconds(offset))
        let start = clock.now
        #expect(try await ask(port, get("/app/shop/")).status == 504)
        #expect(clock.now - start >= .milliseconds(400), "\(offset) ms after a tick")
      }
    }
  }

  @Test func aDialThatDoesNotEnd() async throws {
    try await withGateway {
      $0.times.connect = .milliseconds(60)
    } _: { (gateway, port) async throws in
      gateway.setRoute(
        try name("shop"),
        to: .upstream { () async throws(Problem) -> CInt in
          // The slow dial under test: longer than the gateway waits, and nobody waits for it.
          try? await Task.sleep(for: .seconds(1))
          throw Problem(.timeout, "late", hint: "none")
        })
      #expect(try await ask(port, get("/app/shop/")).status == 504)
    }
  }

  @Test func aStreamThatStops() async throws {
    let app = try TestApp { socket in
      _ = try MessageReader(socket).head()
      try socket.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
      while case let bytes = try socket.read(), !bytes.isEmpty {}
    }
    try await withGateway {
      $0.times.stream = .milliseconds(60)
    } _: { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      #expect(try await ask(port, get("/app/shop/")).isTruncated)
    }
  }

  @Test func sizes() async throws {
    try await withGateway {
      $0.head.fields = 5
      $0.head.bytes = 400
      $0.maximumBody = 10
    } _: { (gateway, port) async throws in
      let app = try TestApp.answering { ok($0.text) }
      gateway.setRoute(try name("shop"), to: app.target())
      #expect(try await ask(port, get("/app/shop/", "A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\nE: 1\r\n")).status == 431)
      #expect(try await ask(port, get("/app/shop/", "A: \(String(repeating: "a", count: 500))\r\n")).status == 431)
      #expect(try await ask(port, "POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n").status == 413)
      let chunk = "8\r\n12345678\r\n"
      #expect(
        try await ask(port, "POST /app/shop/ HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n\(chunk)\(chunk)").status
          == 413)
      #expect(app.connections == 0 || app.connections == 1)
    }
  }

  @Test func connections() async throws {
    try await withGateway {
      $0.maximumConnections = 2
    } _: { (_, port) async throws in
      let served = try await onThread {
        let readers = try (0..<3).map { _ in MessageReader(try RawSocket.connect(port)) }
        return readers.map { reader in
          // The one too many is closed without a word.
          guard (try? reader.socket.send(get("/"))) != nil else { return false }
          return ((try? reader.next(isResponse: true)) ?? nil) != nil
        }
      }
      #expect(served.filter { $0 }.count == 2)
    }
  }

  @Test func aPortThatIsTaken() async throws {
    try await withGateway { (_, port) async throws in
      let second = Gateway(
        GatewayConfiguration(host: "127.0.0.1", port: port), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      let problem = await #expect(throws: Problem.self) { try await second.bind() }
      #expect(problem?.code == .portInUse)
      #expect(problem?.message.contains("(pid ") ?? false)
      #expect(problem?.hint.contains("--gateway-port \(port + 1)") ?? false)
    }
  }

  /// A stop lets a request end and closes idle connections at once.
  @Test func aStopIsGraceful() async throws {
    let finish = Door()
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      finish.wait()
      try socket.send(ok("late"))
    }
    try await withGateway {
      $0.times.shutdown = .seconds(10)
    } _: { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("shop"), to: target)
      async let answer = ask(port, get("/app/shop/"))
      async let idle = untilClosed(port, get("/"))
      #expect(try await eventually { target.inFlight == 1 })
      async let stopped: Void = gateway.stop()
      #expect(try await idle.hasPrefix("HTTP/1.1 200"))
      finish.open()
      #expect(try await answer["connection"] == "close")
      await stopped
    }
  }
}

import RoostGateway
import RoostModel
import Testing

/// What an app's own limits do to requests over real sockets.
@Suite struct RouteLimitTests {
  private func settings(_ set: (inout RouteLimits) -> Void) -> RouteSettings {
    var settings = RouteSettings()
    var limits = RouteLimits()
    set(&limits)
    settings.limits = limits
    return settings
  }

  /// Answers once the door opens.
  private func slowApp(_ door: Door) throws -> TestApp {
    try TestApp { socket in
      let reader = MessageReader(socket)
      while try reader.next(isResponse: false) != nil {
        door.wait()
        try socket.send(ok("done"))
      }
    }
  }

  @Test func aRateAndItsBurst() async throws {
    let app = try TestApp.answering { _ in ok("") }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(
        try name("shop"), to: app.target(),
        settings: settings {
          $0.rate = RequestRate(requests: 1, seconds: 3600)
          $0.burst = 3
        })
      var answers: [Message] = []
      for _ in 0..<5 { answers.append(try await ask(port, get("/app/shop/"))) }
      #expect(answers.map(\.status) == [200, 200, 200, 429, 429])
      let wait = answers[3]["retry-after"].flatMap { Int($0) } ?? 0
      #expect((3500...3600).contains(wait))
      #expect(answers[3].text.contains("more requests than it allows"))
    }
  }

  /// The connection serves on after a refusal, and each client has a rate of its own.
  @Test func aClientsRate() async throws {
    let app = try TestApp.answering { _ in ok("") }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(
        try name("shop"), to: app.target(),
        settings: settings {
          $0.clientRate = RequestRate(requests: 1, seconds: 3600)
          $0.clientBurst = 2
        })
      let statuses = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        return try (0..<4).map { _ in
          try reader.socket.send(get("/app/shop/"))
          return try reader.next(isResponse: true)?.status ?? 0
        }
      }
      #expect(statuses == [200, 200, 429, 429])
      let other = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port, from: 0x7F00_0002))
        try reader.socket.send(get("/app/shop/"))
        return try reader.next(isResponse: true)?.status
      }
      #expect(other == 200)
    }
  }

  @Test func oneTooManyIsRefusedAtOnce() async throws {
    let door = Door()
    let app = try slowApp(door)
    try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("shop"), to: target, settings: settings { $0.requests = 2 })
      async let first = ask(port, get("/app/shop/"))
      async let second = ask(port, get("/app/shop/"))
      #expect(try await eventually { target.inFlight == 2 })
      let refused = try await ask(port, get("/app/shop/"))
      #expect(refused.status == 503 && refused["retry-after"] == "2" && refused.text.contains("As many requests are under way"))
      door.open()
      #expect(try await [first.status, second.status] == [200, 200])
      #expect(try await ask(port, get("/app/shop/")).status == 200)
      #expect(target.inFlight == 0)
    }
  }

  @Test func whoWaitsInTheQueueIsServed() async throws {
    let door = Door()
    let app = try slowApp(door)
    try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(
        try name("shop"), to: target,
        settings: settings {
          $0.requests = 1
          $0.queue = 7
        })
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<8 { group.addTask { try await ask(port, get("/app/shop/")).status } }
        #expect(try await eventually { target.inFlight == 8 })
        let ninth = try await ask(port, get("/app/shop/")).status
        // Other routes' changes take nobody's place.
        gateway.setRoute(try name("other"), to: .held())
        door.open()
        return try await group.reduce(into: [ninth]) { $0.append($1) }
      }
      #expect(statuses == [503] + Array(repeating: 200, count: 8))
      #expect(app.connections == 1 || app.connections == 2, "one at a time, over one connection of each loop")
      #expect(target.inFlight == 0)
    }
  }

  /// Who waits for a release that goes is taken along to the next one.
  @Test func theQueueMovesToTheNextRelease() async throws {
    let never = Door()
    defer { never.open() }
    let old = try slowApp(never)
    let new = try TestApp.answering { _ in ok("new") }
    try await withGateway { (gateway, port) async throws in
      let target = old.target()
      let limits = settings {
        $0.requests = 1
        $0.queue = 5
      }
      gateway.setRoute(try name("shop"), to: target, settings: limits)
      async let stuck = ask(port, get("/app/shop/"))
      #expect(try await eventually { target.inFlight == 1 })
      async let waiting = ask(port, get("/app/shop/"))
      #expect(try await eventually { target.inFlight == 2 })
      gateway.setRoute(try name("shop"), to: new.target(), settings: limits)
      #expect(try await waiting.text == "new")
      #expect(target.inFlight == 1)
      never.open()
      #expect(try await stuck.status == 200)
    }
  }

  @Test func theQueueIsNotForEver() async throws {
    let door = Door()
    defer { door.open() }
    let app = try slowApp(door)
    try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(
        try name("shop"), to: target,
        settings: settings {
          $0.requests = 1
          $0.queue = 5
          $0.wait = 1
        })
      async let first = ask(port, get("/app/shop/"))
      #expect(try await eventually { target.inFlight == 1 })
      let late = try await ask(port, get("/app/shop/"))
      #expect(late.status == 503 && late.text.contains("waited for its turn"))
      #expect(target.inFlight == 1)
      door.open()
      #expect(try await first.status == 200)
    }
  }

  @Test func aBodyLimitOfOneAppIsItsAlone() async throws {
    let app = try TestApp.answering { ok($0.text) }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("small"), to: app.target(), settings: settings { $0.body = ByteCount(10) })
      gateway.setRoute(try name("large"), to: app.target())
      let post: @Sendable (String, String) -> String = { app, body in
        "POST /app/\(app)/ HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
      }
      let statuses = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        return try [post("small", "0123456789"), post("large", "01234567890"), post("small", "01234567890")].map {
          try reader.socket.send($0)
          return try reader.next(isResponse: true)?.status ?? 0
        }
      }
      #expect(statuses == [200, 200, 413])
      let chunks = "8\r\n12345678\r\n8\r\n12345678\r\n0\r\n\r\n"
      let chunked = "POST /app/small/ HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n\(chunks)"
      #expect(try await ask(port, chunked).status == 413)
    }
  }

  @Test func anAppsOwnPatience() async throws {
    let app = try TestApp { socket in while case let bytes = try socket.read(), !bytes.isEmpty {} }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(), settings: settings { $0.firstByte = 1 })
      #expect(try await ask(port, get("/app/shop/")).status == 504)
    }
  }

  /// A client that has as many connections as it may is let in again once one of them is closed.
  @Test func connectionsOfOneClient() async throws {
    try await withGateway {
      $0.maximumClientConnections = 2
    } _: { (_, port) async throws in
      let served = try await onThread { () -> [Bool] in
        let answers = { (reader: MessageReader) -> Bool in
          // One too many is closed without a word.
          guard (try? reader.socket.send(get("/"))) != nil else { return false }
          return ((try? reader.next(isResponse: true)) ?? nil) != nil
        }
        var open = try (0..<2).map { _ in MessageReader(try RawSocket.connect(port)) }
        let first = open.map(answers)
        let tooMany = answers(MessageReader(try RawSocket.connect(port)))
        let other = answers(MessageReader(try RawSocket.connect(port, from: 0x7F00_0003)))
        open.removeLast()
        let again = try waitUntil { answers(MessageReader(try RawSocket.connect(port))) }
        return first + [tooMany, other, again]
      }
      #expect(served == [true, true, false, true, true])
    }
  }
}

import RoostModel
import Testing

@testable import RoostGateway

/// Requests that wait while an app is exchanged.
@Suite struct HoldTests {
  @Test func noRequestFailsWhileAnAppIsExchanged() async throws {
    let apps = [try TestApp.answering { ok("served \($0.text)") }, try TestApp.answering { ok("served \($0.text)") }]
    let failures = try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      gateway.setRoute(shop, to: apps[0].target())
      async let load = withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<50 { group.addTask { try await HoldTests.hammer(port, times: 12) } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      for round in 1...20 {
        let old = try #require(gateway.hold(shop))
        #expect(await gateway.drain(old, timeout: .seconds(5)))
        #expect(old.inFlight == 0)
        // The time an app takes to start.
        try await Task.sleep(for: .milliseconds(10))
        gateway.setRoute(shop, to: apps[round % 2].target())
        // Some requests come through between two exchanges.
        try await Task.sleep(for: .milliseconds(5))
      }
      return try await load.filter { $0 != "200 served " && $0 != "200 served hi" }
    }
    #expect(failures == [])
  }

  private static func hammer(_ port: Int, times: Int) async throws -> [String] {
    try await onThread {
      let reader = MessageReader(try RawSocket.connect(port))
      return try (0..<times).map { number in
        let post = "POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi"
        try reader.socket.send(number % 3 == 0 ? post : get("/app/shop/"))
        let answer = try reader.next(isResponse: true)
        return "\(answer?.status ?? 0) \(answer?.text ?? "-")"
      }
    }
  }

  @Test func aHeldBodyIsNotRead() async throws {
    let size = 32 << 20
    let app = try TestApp.answering { ok("\($0.body.count)") }
    let go = Door()
    let (stalledAt, answer) = try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      gateway.setRoute(shop, to: .held())
      async let upload = Transfer.upload(size, to: port, go)
      #expect(try await onThread { go.wait() })
      gateway.setRoute(shop, to: app.target())
      return try await upload
    }
    // What the kernel takes on both sides of the connection.
    #expect(stalledAt < size / 2)
    #expect(answer?.text == "\(size)")
  }

  @Test func whoLeavesDoesNotWait() async throws {
    try await withGateway {
      $0.maximumHeld = 2
    } _: { (gateway, port) async throws in
      let held = Target.held()
      gateway.setRoute(try name("shop"), to: held)
      try await onThread {
        let clients = try (0..<2).map { _ in try RawSocket.connect(port) }
        try clients[0].send(get("/app/shop/"))
        try clients[1].send("POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 9000\r\n\r\nsome of it")
        #expect(waitUntil { held.inFlight == 2 })
        for client in clients { client.unblock() }
        #expect(waitUntil { held.inFlight == 0 })
      }
    }
  }

  @Test func aHoldHasLimitsOfItsOwn() async throws {
    try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      gateway.setRoute(shop, to: .unavailable(Problem(.appNotRunning, "stopped", hint: "start it")))
      gateway.hold(shop, Hold(requests: 1, wait: .milliseconds(60)))
      let late = try await ask(port, get("/app/shop/", "Accept: application/json\r\n"))
      #expect(late.status == 503)
      #expect(late.text.contains("gateway.held"))
      gateway.hold(shop, Hold(requests: 0))
      let refused = try await ask(port, get("/app/shop/", "Accept: application/json\r\n"))
      #expect(refused.text.contains("gateway.queue-full"))
      #expect(refused["retry-after"] == "2")
    }
  }

  @Test func aHoldKeepsWhatTheRouteIs() async throws {
    let app = try TestApp.answering { ok($0.target) }
    try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      #expect(gateway.hold(shop) == nil)
      var settings = RouteSettings()
      settings.hosts = [try #require(RouteHost("shop.example.com"))]
      gateway.setRoute(shop, to: app.target(), settings: settings)
      let old = try #require(gateway.hold(shop))
      async let answer = ask(port, get("/x", host: "shop.example.com"))
      #expect(try await eventually { gateway.status(now: 0).apps.first?.inFlight == 1 })
      _ = gateway.replaceTarget(of: shop, by: old)
      #expect(try await answer.text == "/x")
    }
  }

  @Test func aGatewayThatStopsTellsWhoWaits() async throws {
    let answer = try await withGateway {
      $0.times.shutdown = .seconds(10)
    } _: { (gateway, port) async throws in
      let held = Target.held()
      gateway.setRoute(try name("shop"), to: held)
      async let answer = ask(port, get("/app/shop/"))
      #expect(try await eventually { held.inFlight == 1 })
      await gateway.stop()
      return try await answer
    }
    #expect(answer.status == 503)
    #expect(answer["connection"] == "close")
  }
}

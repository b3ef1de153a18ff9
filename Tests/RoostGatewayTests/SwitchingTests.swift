import RoostGateway
import RoostModel
import Testing

/// Routes that change while requests are in flight.
@Suite struct SwitchingTests {
  @Test func noRequestFailsWhileRoutesChange() async throws {
    let old = try TestApp.answering { _ in ok("old") }
    let new = try TestApp.answering { _ in ok("new") }
    let failures = try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      gateway.setRoute(shop, to: old.target())
      async let load = withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<8 { group.addTask { try await SwitchingTests.hammer(port, times: 300) } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      for round in 0..<60 {
        let target = round % 2 == 0 ? new.target() : old.target()
        gateway.setRoute(shop, to: target)
        try await Task.sleep(for: .milliseconds(5))
      }
      return try await load.filter { $0 != "200 old" && $0 != "200 new" }
    }
    #expect(failures == [])
  }

  private static func hammer(_ port: Int, times: Int) async throws -> [String] {
    try await onThread {
      let reader = MessageReader(try RawSocket.connect(port))
      return try (0..<times).map { number in
        let request = number % 3 == 0 ? "POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi" : get("/app/shop/")
        try reader.socket.send(request)
        let answer = try reader.next(isResponse: true)
        return "\(answer?.status ?? 0) \(answer?.text ?? "-")"
      }
    }
  }

  @Test func drainWaitsForRequestsInFlight() async throws {
    let finish = Door()
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      finish.wait()
      try socket.send(ok("late"))
    }
    try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("shop"), to: target)
      async let answer = ask(port, get("/app/shop/"))
      #expect(try await eventually { target.inFlight == 1 })
      gateway.setRoute(try name("shop"), to: nil)
      #expect(try await ask(port, get("/app/shop/")).status == 404)
      async let drained = gateway.drain(target, timeout: .seconds(10))
      finish.open()
      #expect(await drained)
      #expect(target.inFlight == 0)
      #expect(try await answer.text == "late")
    }
  }

  @Test func drainCutsWhatDoesNotEnd() async throws {
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      _ = try reader.next(isResponse: false)
      while try reader.more() {}
    }
    try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("shop"), to: target)
      async let answer = ask(port, get("/app/shop/"))
      #expect(try await eventually { target.inFlight == 1 })
      gateway.setRoute(try name("shop"), to: nil)
      #expect(await gateway.drain(target, timeout: .milliseconds(50)) == false)
      #expect(try await answer.status == 0)
      #expect(try await eventually { target.inFlight == 0 })
    }
  }

  @Test func heldRequestsGoToTheNextTarget() async throws {
    let app = try TestApp.answering { ok("\($0.target) \($0.text)") }
    let sent = Slot<Bool>()
    let (body, next) = try await withGateway { (gateway, port) async throws in
      let held = Target.held()
      gateway.setRoute(try name("shop"), to: held)
      async let answers = onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send("POST /app/shop/x HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbo")
        _ = waitUntil { held.inFlight == 1 }
        try reader.socket.send("dy" + get("/app/shop/y"))
        sent.value = true
        return (try reader.next(isResponse: true)?.text, try reader.next(isResponse: true)?.text)
      }
      #expect(try await eventually { sent.value == true && held.inFlight == 1 })
      gateway.setRoute(try name("shop"), to: app.target())
      return try await answers
    }
    #expect(body == "/x body")
    #expect(next == "/y ")
  }

  @Test func heldRequestsWaitForABoundedTime() async throws {
    try await withGateway {
      $0.times.held = .milliseconds(60)
    } _: { (gateway, port) async throws in
      let held = Target.held()
      gateway.setRoute(try name("shop"), to: held)
      let (waited, after) = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send(get("/app/shop/") + get("/"))
        return (try reader.next(isResponse: true), try reader.next(isResponse: true))
      }
      #expect(waited?.status == 503)
      #expect(waited?["retry-after"] == "5")
      #expect(after?.status == 200)
      #expect(held.inFlight == 0)
    }
  }

  @Test func heldRequestsWaitInABoundedQueue() async throws {
    let app = try TestApp.answering { _ in ok("served") }
    try await withGateway {
      $0.maximumHeld = 1
    } _: { (gateway, port) async throws in
      let held = Target.held()
      gateway.setRoute(try name("shop"), to: held)
      async let first = ask(port, get("/app/shop/"))
      #expect(try await eventually { held.inFlight == 1 })
      let second = try await ask(port, get("/app/shop/", "Accept: application/json\r\n"))
      #expect(second.text.contains("gateway.queue-full"))
      gateway.setRoute(try name("shop"), to: app.target())
      #expect(try await first.text == "served")
    }
  }

  @Test func unavailableTargetsSayWhy() async throws {
    let problem = Problem(.gateExited, "the app 'shop' exited with status 1", hint: "see `roost app logs shop`")
    let answer = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: .unavailable(problem))
      return try await ask(port, get("/app/shop/x", "Accept: text/html,*/*\r\n"))
    }
    #expect(answer.status == 503)
    #expect(answer["retry-after"] == "5")
    #expect(answer.text.contains("the app &#39;shop&#39; exited with status 1"))
    #expect(answer.text.contains("<code>roost app logs shop</code>"))
  }
}

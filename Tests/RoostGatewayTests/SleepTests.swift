import RoostModel
import Testing

@testable import RoostGateway

/// Apps that sleep: what wakes them, who waits how, and who is answered without them.
@Suite struct SleepTests {
  private static let browser = "Sec-Fetch-Mode: navigate\r\nAccept: text/html,*/*\r\n"

  @Test func manyRequestsWakeAnAppOnce() async throws {
    let app = try TestApp.answering { _ in ok("awake") }
    let calls = Counter()
    let texts = try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      let asleep = Target.asleep {
        calls.add()
        gateway.setRoute(shop, to: app.target())
      }
      gateway.setRoute(shop, to: asleep)
      return try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<50 { group.addTask { try await ask(port, get("/app/shop/")).text } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(texts == Array(repeating: "awake", count: 50))
    #expect(calls.value == 1)
  }

  @Test(arguments: [
    ("GET", "/ready", "", 200), ("HEAD", "/ready", "", 200), ("GET", "/favicon.ico", "", 204),
    ("GET", "/", "User-Agent: Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)\r\n", 200),
    ("GET", "/x?y", "User-Agent: Pingdom.com_bot_version_1.4\r\n", 200), ("GET", "/", "user-agent: kube-probe/1.29\r\n", 200),
    ("HEAD", "/", "User-Agent: ELB-HealthChecker/2.0\r\n", 200),
  ])
  func whoOnlyLooksDoesNotWake(_ method: String, _ path: String, _ fields: String, _ status: Int) async throws {
    let calls = Counter()
    try await withGateway { (gateway, port) async throws in
      let target = Target.asleep(rule: VisitorRule(healthPath: "/ready")) { calls.add() }
      gateway.setRoute(try name("shop"), to: target)
      let request = "\(method) /app/shop\(path) HTTP/1.1\r\nHost: h\r\n\(fields)\r\n"
      let answer = try await ask(port, request, toHead: method == "HEAD")
      #expect(answer.status == status)
      #expect(answer["x-roost-state"] == "sleeping")
      #expect(answer["cache-control"] == "no-store")
      #expect(target.inFlight == 0)
      #expect(gateway.quiet(since: try name("shop")) == nil)
    }
    #expect(calls.value == 0)
  }

  @Test(arguments: [
    ("GET", "/", "User-Agent: curl/8.0\r\n"), ("POST", "/ready", ""), ("GET", "/ready/x", ""), ("GET", "/favicon.ico/x", ""),
    ("GET", "/", "X-User-Agent: UptimeRobot\r\n"), ("POST", "/", "User-Agent: UptimeRobot\r\n"), ("GET", "/", browser),
  ])
  func everybodyElseDoes(_ method: String, _ path: String, _ fields: String) async throws {
    let app = try TestApp.answering { _ in ok("awake") }
    try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      gateway.setRoute(
        shop, to: .asleep(rule: VisitorRule(healthPath: "/ready")) { gateway.setRoute(shop, to: app.target()) })
      let answer = try await ask(port, "\(method) /app/shop\(path) HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\(fields)\r\n")
      #expect(answer.text == "awake")
      #expect(gateway.quiet(since: shop) != nil)
    }
  }

  @Test func aBrowserIsShownAPageAndAProgramWaits() async throws {
    let app = try TestApp.answering { _ in ok("awake") }
    try await withGateway {
      $0.times.page = .milliseconds(50)
    } _: { (gateway, port) async throws in
      let shop = try name("shop")
      let asleep = Target.asleep {}
      gateway.setRoute(shop, to: asleep)
      async let program = ask(port, get("/app/shop/api", "Accept: application/json\r\n"))
      async let form = ask(port, "POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\(SleepTests.browser)\r\n")
      let page = try await ask(port, get("/app/shop/", SleepTests.browser))
      #expect(page.status == 503)
      #expect(page["retry-after"] == "2")
      #expect(page["cache-control"] == "no-store")
      #expect(page["x-roost-state"] == "waking")
      #expect(page.text.contains("<meta http-equiv=\"refresh\" content=\"2\">"))
      #expect(page.text.contains("<main role=\"status\">"))
      #expect(page.text.contains("roost app info shop"))
      #expect(try await eventually { asleep.inFlight == 2 })
      gateway.setRoute(shop, to: app.target())
      #expect(try await program.text == "awake")
      #expect(try await form.text == "awake")
    }
  }

  @Test func aWakeThatFailsEndsTheWait() async throws {
    try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      let problem = Problem(.gateExited, "the app 'shop' exited", hint: "see `roost app logs shop`")
      gateway.setRoute(shop, to: .asleep { gateway.setRoute(shop, to: .unavailable(problem)) })
      let answer = try await ask(port, get("/app/shop/"))
      #expect(answer.status == 503)
      #expect(answer.text.contains("the app 'shop' exited"))
    }
  }

  @Test func whoFindsTheQueueFullDoesNotWake() async throws {
    let calls = Counter()
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: .asleep(Hold(requests: 0)) { calls.add() })
      #expect(try await ask(port, get("/app/shop/")).status == 503)
    }
    #expect(calls.value == 0)
  }

  @Test func whatMovesIsKnown() async throws {
    let finish = Door()
    let app = try TestApp { socket in
      let request = try MessageReader(socket).next(isResponse: false)
      if request?.target == "/stream" {
        try socket.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n")
      }
      finish.wait()
    }
    try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      let target = app.target()
      gateway.setRoute(shop, to: target)
      #expect(await gateway.activity(of: target) == TargetActivity())
      async let plain = ask(port, get("/app/shop/"))
      async let stream = ask(port, get("/app/shop/stream"))
      #expect(try await eventually { target.inFlight == 2 })
      // The first bytes of the stream are on their way.
      while await gateway.activity(of: target).streams == 0 { try await Task.sleep(for: .milliseconds(5)) }
      let activity = await gateway.activity(of: target)
      #expect(activity.requests == 1 && activity.streams == 1)
      #expect((activity.quiet ?? .seconds(99)) < .seconds(5))
      #expect(gateway.quiet(since: shop) == nil)
      finish.open()
      _ = try await (plain, stream)
      #expect(try await eventually { gateway.quiet(since: shop) != nil })
    }
  }

  /// An app that is awake, and is to sleep while nobody but monitors asks for it.
  @Test func monitorsAreNoUse() async throws {
    let app = try TestApp.answering { _ in ok("awake") }
    let appPort = app.port
    try await withGateway { (gateway, port) async throws in
      let shop = try name("shop")
      gateway.setRoute(
        shop,
        to: .upstream(rule: VisitorRule(healthPath: "/ready")) { () async throws(Problem) in try Dial.loopback(appPort) })
      #expect(try await ask(port, get("/app/shop/ready")).text == "awake")
      #expect(try await ask(port, get("/app/shop/", "User-Agent: Pingdom\r\n")).text == "awake")
      #expect(gateway.quiet(since: shop) == nil)
      #expect(try await ask(port, get("/app/shop/")).text == "awake")
      #expect(gateway.quiet(since: shop) != nil)
    }
  }
}

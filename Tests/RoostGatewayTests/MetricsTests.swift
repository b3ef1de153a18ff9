import Glibc
import RoostModel
import Testing

@testable import RoostGateway

/// What the gateway counts, over real sockets.
@Suite struct MetricsTests {
  private func metrics(_ gateway: Gateway, _ app: String = "shop") -> RouteMetrics? {
    gateway.status(now: 1).apps.first { $0.name == app }
  }

  @Test func answersByClassWithTheirBytesAndTimes() async throws {
    let app = try TestApp.answering { request in
      switch request.target {
      case "/moved": "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"
      case "/broken": "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"
      default: ok(request.text)
      }
    }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      for path in ["", "moved", "broken", ""] { _ = try await ask(port, get("/app/shop/\(path)")) }
      let body = String(repeating: "x", count: 100_000)
      _ = try await ask(port, "POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n\(body)")
      _ = try await ask(port, get("/app/none/"))
      _ = try await ask(port, "GET / HTTP/1.1\r\n\r\n")
      // A request is counted just after its last byte was sent.
      #expect(try await eventually { gateway.status(now: 1).unrouted.clientErrors == 2 })
      let shop = try #require(metrics(gateway))
      #expect([shop.successful, shop.redirected, shop.clientErrors, shop.serverErrors, shop.aborted] == [3, 1, 0, 1, 0])
      #expect((100_000..<101_500).contains(shop.received) && (100_000..<101_500).contains(shop.sent))
      #expect(shop.duration.count == 5 && shop.firstByte.count == 5 && shop.inFlight == 0)
      #expect(shop.duration.max > 0 && shop.duration.p50 <= shop.duration.p99 && shop.duration.p99 <= shop.duration.max)
      #expect(gateway.status(now: 1).accepted == 7)
    }
  }

  @Test func timeIsMeasuredFromTheHeadToTheEnd() async throws {
    let begun = Door()
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      // The app under test takes its time before the answer and in the middle of it: that time is what is measured.
      usleep(150_000)
      try socket.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na")
      // The beginning is measured before the client has it.
      begun.wait()
      // As above.
      usleep(150_000)
      try socket.send("b")
    }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      let body = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send(get("/app/shop/"))
        _ = try reader.head()
        let first = try reader.take(1) ?? []
        begun.open()
        return first + (try reader.take(1) ?? [])
      }
      #expect(body == Array("ab".utf8))
      #expect(try await eventually { metrics(gateway)?.duration.count == 1 })
      let shop = try #require(metrics(gateway))
      #expect(shop.firstByte.max >= 145_000 && shop.firstByte.max <= shop.duration.max - 145_000)
    }
  }

  /// Numbers stay with the name while releases come and go, and go with the app.
  @Test func numbersOutliveARelease() async throws {
    let app = try TestApp.answering { _ in ok("") }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      _ = try await ask(port, get("/app/shop/"))
      gateway.setRoute(try name("shop"), to: app.target())
      _ = try await ask(port, get("/app/shop/"))
      #expect(try await eventually { metrics(gateway)?.successful == 2 })
      gateway.setRoute(try name("shop"), to: nil)
      #expect(metrics(gateway) == nil)
    }
  }

  @Test func refusalsAreCountedByTheirLimit() async throws {
    let app = try TestApp.answering { _ in ok("") }
    var settings = RouteSettings()
    var limits = RouteLimits()
    limits.rate = RequestRate(requests: 1, seconds: 3600)
    limits.burst = 2
    limits.body = ByteCount(5)
    settings.limits = limits
    try await withGateway { [settings] (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(), settings: settings)
      _ = try await ask(port, get("/app/shop/"))
      _ = try await ask(port, "POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n")
      _ = try await ask(port, get("/app/shop/"))
      #expect(try await eventually { metrics(gateway)?.clientErrors == 2 })
      let refused = try #require(metrics(gateway)).refused
      #expect(refused.rate == 1 && refused.body == 1 && refused.total == 2)
    }
  }

  @Test func anAnswerThatBreaksOffIsAborted() async throws {
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      try socket.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
    }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      #expect(try await ask(port, get("/app/shop/")).isTruncated)
      #expect(try await eventually { metrics(gateway)?.aborted == 1 })
      #expect(metrics(gateway)?.successful == 1)
    }
  }

  @Test func anOpenWebSocketIsOne() async throws {
    let app = try TestApp { socket in
      _ = try MessageReader(socket).head()
      try socket.send(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\n\r\n")
      while case let bytes = try socket.read(), !bytes.isEmpty { try socket.send(bytes) }
    }
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send(
          get(
            "/app/shop/",
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
          ))
        #expect(try reader.head()?.status == 101)
        #expect(waitUntil { metrics(gateway)?.webSockets == 1 })
        #expect(metrics(gateway)?.inFlight == 1)
      }
      #expect(try await eventually { metrics(gateway)?.webSockets == 0 && metrics(gateway)?.inFlight == 0 })
      let shop = try #require(metrics(gateway))
      #expect(shop.informational == 1 && shop.aborted == 0 && shop.duration.count == 0)
    }
  }
}

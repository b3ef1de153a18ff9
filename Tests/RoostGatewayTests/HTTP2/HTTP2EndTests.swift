import RoostGateway
import RoostModel
import Testing

/// How connections of HTTP/2 begin and end.
@Suite struct HTTP2EndTests {
  /// Sends `text` and returns all that comes until the gateway hangs up.
  private func untilClosed(_ port: Int, _ text: String) async throws -> [UInt8] {
    try await onThread {
      let socket = try RawSocket.connect(port)
      try socket.send(text)
      var received: [UInt8] = []
      while case let bytes = try socket.read(), !bytes.isEmpty { received += bytes }
      return received
    }
  }

  @Test func settingsComeFirst() async throws {
    let frame = try await withGateway { (_, port) async throws in try await onThread { try HTTP2Client.begun(port).frame() } }
    #expect(frame?.type == 4 && frame?.flags == 0)
    #expect(frame?.payload.count == 18)
  }

  @Test(arguments: ["PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\u{8}\u{6}\0\0\0\0\0abcdefgh"])
  func aBrokenBeginningEndsTheConnection(text: String) async throws {
    try await withGateway { (_, port) async throws in
      let received = try await untilClosed(port, text)
      // SETTINGS, and a GOAWAY.
      #expect(received.dropFirst(9 + 18).dropFirst(3).first == 7)
    }
  }

  @Test(arguments: [
    "PRI * HTTP/1.1\r\nHost: h\r\n\r\n", "\r\nPRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "PRX * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  ])
  func whatIsNotThePrefaceIsRefused(text: String) async throws {
    try await withGateway { (_, port) async throws in
      #expect(String(decoding: try await untilClosed(port, text), as: UTF8.self).hasPrefix("HTTP/1.1 501 "))
    }
  }

  /// Only a connection's first bytes are a preface.
  @Test func aPrefaceBehindARequestIsRefused() async throws {
    try await withGateway { (_, port) async throws in
      let received = try await untilClosed(port, get("/") + HTTP2Client.preface)
      #expect(String(decoding: received, as: UTF8.self).contains("HTTP/1.1 501 "))
    }
  }

  @Test func thePrefaceMayComeByteByByte() async throws {
    let status = try await withGateway { (_, port) async throws in
      try await onThread {
        let client = try HTTP2Client(port)
        let frames = [HTTP2Frame.settings(), .settingsAcknowledged, .headers(HTTP2Pair.request(path: "/"))].flatMap(\.bytes)
        for byte in Array(HTTP2Client.preface.utf8) + frames { try client.socket.send([byte]) }
        return try client.reply().status
      }
    }
    #expect(status == 200)
  }

  @Test func anIdleConnectionIsToldToGo() async throws {
    try await withGateway {
      $0.times.keepAlive = .milliseconds(100)
    } _: { (_, port) async throws in
      let (first, end) = try await onThread {
        let client = try HTTP2Client.begun(port)
        try client.send([.headers(HTTP2Pair.request(path: "/"))])
        return (try client.reply(), try client.reply(on: 3))
      }
      #expect(first.status == 200)
      #expect(end.goAway == 0)
    }
  }

  @Test func aConnectionThatAsksNothingIsClosed() async throws {
    try await withGateway {
      $0.times.head = .milliseconds(800)
    } _: { (_, port) async throws in
      #expect(try await onThread { try HTTP2Client.begun(port).reply() }.goAway == 0)
    }
  }

  /// A stop lets streams end, takes no new ones, and closes the connection then.
  @Test func aStopLetsStreamsEnd() async throws {
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
      let told = Door()
      async let reply = onThread { () -> (HTTP2Client.Reply, Bool) in
        let client = try HTTP2Client.begun(port)
        try client.send([.headers(HTTP2Pair.request())])
        _ = try client.reply { $0.type == 7 }
        told.open()
        let reply = try client.ignoringGoAway(until: 1)
        while try client.frame() != nil {}
        return (reply, true)
      }
      #expect(try await eventually { target.inFlight == 1 })
      async let stopped: Void = gateway.stop()
      #expect(try await onThread { told.wait() })
      finish.open()
      let end = try await reply.0
      #expect(end.text == "late", "\(end)")
      await stopped
    }
  }
}

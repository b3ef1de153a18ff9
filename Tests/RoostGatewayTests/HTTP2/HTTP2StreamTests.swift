import Foundation
import RoostGateway
import RoostModel
import Testing

/// Many streams on one connection, windows, and how both end.
@Suite struct HTTP2StreamTests {
  private static let last = HTTP2Frame.endStream
  private static let size = 16 << 20

  @Test func aHundredStreamsAtOnce() async throws {
    let app = try TestApp.answering { ok($0.target + $0.text) }
    let bodies = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let client = try HTTP2Client.begun(port)
        let streams = (0..<100).map { UInt32(2 * $0 + 1) }
        let head = { (stream: UInt32) in HTTP2Pair.request(method: "POST", path: "/app/shop/\(stream)") }
        try client.send(streams.map { .headers(head($0), on: $0, flags: HTTP2Frame.endHeaders) })
        try client.send(streams.reversed().map { .data([0x21], on: $0, flags: HTTP2StreamTests.last) })
        return try client.bodies(of: Set(streams))
      }
    }
    #expect(bodies.count == 100)
    for (stream, body) in bodies { #expect(body == "/\(stream)!") }
  }

  @Test func theHundredAndFirstIsRefused() async throws {
    let app = try TestApp { socket in while case let bytes = try socket.read(), !bytes.isEmpty {} }
    let reply = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let client = try HTTP2Client.begun(port)
        try client.send((0...100).map { .headers(HTTP2Pair.request(), on: 2 * $0 + 1) })
        return try client.reply(on: 201)
      }
    }
    #expect(
      reply.reset == HTTP2Error.refusedStream.rawValue || reply.reset == HTTP2Error.protocol.rawValue || reply.goAway != nil)
  }

  /// One byte at a time, as the client's window says.
  @Test func theClientsWindowIsKept() async throws {
    let app = try TestApp.answering { _ in ok("hello") }
    let parts = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let client = try HTTP2Client.begun(port, settings: [(4, 1)])
        try client.send([.headers(HTTP2Pair.request())])
        var parts: [String] = []
        while let frame = try client.frame() {
          guard frame.type == 0 else { continue }
          parts.append(String(decoding: frame.payload, as: UTF8.self))
          if frame.flags & HTTP2StreamTests.last != 0 { break }
          try client.send([.windowUpdate(1, on: 1)])
        }
        return parts
      }
    }
    #expect(parts.joined() == "hello")
    #expect(parts.allSatisfy { $0.utf8.count <= 1 })
  }

  /// The client opens no window: the app must be stopped, not its bytes piled up.
  @Test func aClosedWindowSlowsTheApp() async throws {
    let sent = Slot<Int>()
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      try socket.send("HTTP/1.1 200 OK\r\nContent-Length: \(HTTP2StreamTests.size)\r\n\r\n")
      let block = [UInt8](repeating: 98, count: 1 << 18)
      for number in 1...HTTP2StreamTests.size / block.count {
        try socket.send(block)
        sent.value = number * block.count
      }
    }
    let (stalledAt, received) = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let client = try HTTP2Client.begun(port)
        try client.send([.headers(HTTP2Pair.request())])
        let stalledAt = Transfer.settled { sent.value ?? 0 }
        try client.send([.windowUpdate(1 << 30), .windowUpdate(1 << 30, on: 1)])
        return (stalledAt, try client.reply().body.count)
      }
    }
    #expect(stalledAt < HTTP2StreamTests.size / 2)
    #expect(received == HTTP2StreamTests.size)
  }

  /// The app takes nothing: the stream's window stays closed, and other streams go on.
  @Test func aSlowAppClosesItsStreamsWindowAlone() async throws {
    let go = Door()
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      guard let head = try reader.head() else { return }
      if head.target == "/slow" { guard go.wait() else { return } }
      try socket.send(ok(head.target))
      while case let bytes = try socket.read(1 << 20), !bytes.isEmpty {}
    }
    let (given, other) = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      let result = try await onThread {
        let client = try HTTP2Client.begun(port)
        let head = HTTP2Pair.request(method: "POST", path: "/app/shop/slow")
        try client.send([.headers(head, flags: HTTP2Frame.endHeaders)])
        var given = 65_535
        var sent = 0
        // Windows are opened as bytes are taken: what the sockets on the way hold, and no more.
        while sent < HTTP2StreamTests.size {
          guard given - sent >= 16_384 else {
            guard let more = try client.window(of: 1, within: 500) else { break }
            given += more
            continue
          }
          try client.send([.data([UInt8](repeating: 1, count: 16_384))])
          sent += 16_384
        }
        try client.send([.headers(HTTP2Pair.request(path: "/app/shop/quick"), on: 3)])
        return (sent, try client.reply(on: 3).text)
      }
      go.open()
      return result
    }
    #expect(given < HTTP2StreamTests.size)
    #expect(other == "/quick")
  }

  @Test func aResetFreesTheApp() async throws {
    let left = Door()
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      try socket.send("HTTP/1.1 200 OK\r\n\r\nevent")
      while case let bytes = try socket.read(), !bytes.isEmpty {}
      left.open()
    }
    try await withGateway { (gateway, port) async throws in
      let target = app.target()
      gateway.setRoute(try name("shop"), to: target)
      let pong = try await onThread {
        let client = try HTTP2Client.begun(port)
        try client.send([.headers(HTTP2Pair.request())])
        _ = try client.reply { $0.type == 0 }
        try client.send([.reset(1), .ping()])
        left.wait()
        while let frame = try client.frame() { if frame.type == 6 { return true } }
        return false
      }
      #expect(pong)
      #expect(try await eventually { target.inFlight == 0 })
    }
  }
}

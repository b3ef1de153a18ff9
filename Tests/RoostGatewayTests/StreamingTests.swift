import Foundation
import RoostGateway
import RoostModel
import Testing

/// Nothing is collected on the way.
@Suite struct StreamingTests {
  /// Each event arrives before the next is sent.
  @Test func eventsArriveOneByOne() async throws {
    let heard = (0..<5).map { _ in Door() }
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      try socket.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
      for door in heard {
        try socket.send("8\r\ndata: x\n\r\n")
        guard door.wait() else { return }
      }
      try socket.send("0\r\n\r\n")
    }
    let count = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send(get("/app/shop/"))
        _ = try reader.head()
        return try heard.reduce(0) { count, door in
          guard try reader.take(13) != nil else { return count }
          door.open()
          return count + 1
        }
      }
    }
    #expect(count == 5)
  }

  /// Each part of an upload is with the app before the next is sent.
  @Test func uploadsArrivePartByPart() async throws {
    let heard = (0..<5).map { _ in Door() }
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      _ = try reader.head()
      for door in heard {
        _ = try reader.take(100)
        door.open()
      }
      try socket.send(ok("all"))
    }
    let answer = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread { () -> Message? in
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send("POST /app/shop/ HTTP/1.1\r\nHost: h\r\nContent-Length: 500\r\n\r\n")
        for door in heard {
          try reader.socket.send([UInt8](repeating: 97, count: 100))
          guard door.wait() else { return nil }
        }
        return try reader.next(isResponse: true)
      }
    }
    #expect(answer?.text == "all")
  }

  /// Neither the gateway nor the kernel piles up what a client does not take.
  @Test func aClientThatTakesNothingCostsOneBuffer() async throws {
    let queued = try await withSite { (port, _) async throws in
      try await onThread {
        let socket = try RawSocket.connect(port, receiveBuffer: 4096)
        try socket.send(get("/app/site/big.bin"))
        return try withExtendedLifetime(socket) { try Transfer.settled { try unsent(by: port) } }
      }
    }
    #expect(queued > 0)
    #expect(queued < 1 << 20)
  }

  private static let size = 64 << 20

  /// The app takes nothing for a while: the client must be stopped, not its bytes piled up.
  @Test func aSlowAppSlowsTheClient() async throws {
    let go = Door()
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      _ = try reader.head()
      guard go.wait() else { return }
      var left = StreamingTests.size - reader.buffer.count
      while left > 0 { left -= max(1, try socket.read(1 << 20).count) }
      try socket.send(ok("\(left)"))
    }
    let (stalledAt, answer) = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await Transfer.upload(StreamingTests.size, to: port, go)
    }
    #expect(stalledAt < StreamingTests.size / 2)
    #expect(answer?.text == "0")
  }

  /// The client takes nothing for a while: the app must be stopped.
  @Test func aSlowClientSlowsTheApp() async throws {
    let sent = Slot<Int>()
    let app = try TestApp { socket in
      _ = try MessageReader(socket).next(isResponse: false)
      try socket.send("HTTP/1.1 200 OK\r\nContent-Length: \(StreamingTests.size)\r\n\r\n")
      let block = [UInt8](repeating: 98, count: 1 << 18)
      for number in 1...StreamingTests.size / block.count {
        try socket.send(block)
        sent.value = number * block.count
      }
    }
    let (stalledAt, received) = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await onThread {
        let reader = MessageReader(try RawSocket.connect(port, receiveBuffer: 65_536))
        try reader.socket.send(get("/app/shop/"))
        _ = try reader.head()
        let stalledAt = Transfer.settled { sent.value ?? 0 }
        var received = reader.buffer.count
        while received < StreamingTests.size { received += max(1, try reader.socket.read(1 << 20).count) }
        return (stalledAt, received)
      }
    }
    #expect(stalledAt < StreamingTests.size / 2)
    #expect(received == StreamingTests.size)
  }
}

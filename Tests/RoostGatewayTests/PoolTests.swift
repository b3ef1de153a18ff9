import RoostGateway
import RoostModel
import Testing

/// Who gets a connection to the app, and when.
@Suite struct PoolTests {
  /// A connection that is never made.
  private static func endless() async throws(Problem) -> CInt {
    // Ends with the task, when the gateway stops.
    for await _ in AsyncStream(Void.self, { _ in }) {}
    throw Problem(.portNotOpen, "nobody listens", hint: "start the app: roost app start NAME")
  }

  @Test func whoWaitsGetsTheConnectionThatIsFreeFirst() async throws {
    let answer = Door()
    let dials = Counter()
    let app = try TestApp { socket in
      let reader = MessageReader(socket)
      _ = try reader.next(isResponse: false)
      guard answer.wait() else { return }
      try socket.send(ok("first"))
      while try reader.next(isResponse: false) != nil { try socket.send(ok("second")) }
    }
    let texts = try await withGateway({ $0.eventLoops = 1 }) { (gateway, port) async throws in
      let target = Target.upstream { () async throws(Problem) -> CInt in
        dials.add()
        return dials.value == 1 ? try Dial.loopback(app.port) : try await PoolTests.endless()
      }
      gateway.setRoute(try name("shop"), to: target)
      return try await onThread {
        let readers = try (0..<2).map { number in
          let reader = MessageReader(try RawSocket.connect(port))
          try reader.socket.send(get("/app/shop/"))
          guard waitUntil({ dials.value == number + 1 }) else { throw SocketFailure(call: "dial", code: 0) }
          return reader
        }
        answer.open()
        return try readers.map { try $0.next(isResponse: true)?.text }
      }
    }
    #expect(texts == ["first", "second"])
  }

  @Test func aCrowdDialsAFewAtATime() async throws {
    let dials = Counter()
    let most = try await withGateway({ $0.eventLoops = 1 }) { (gateway, port) async throws in
      gateway.setRoute(
        try name("shop"),
        to: .upstream { () async throws(Problem) -> CInt in
          dials.add()
          return try await PoolTests.endless()
        })
      return try await onThread {
        let sockets = try (0..<200).map { _ in try RawSocket.connect(port) }
        for socket in sockets { try socket.send(get("/app/shop/")) }
        return withExtendedLifetime(sockets) { Transfer.settled { dials.value } }
      }
    }
    #expect(most == 64)
  }
}

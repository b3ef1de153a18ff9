import RoostGateway
import RoostModel
import Testing

/// The rules of RFC 9113, one after the other, against a client that breaks them.
@Suite struct HTTP2ConformanceTests {
  /// Answers with what it was asked; `/slow` never.
  private static func app(_ asked: Slot<[String]>) throws -> TestApp {
    try TestApp { socket in
      let reader = MessageReader(socket)
      while let request = try reader.next(isResponse: false) {
        asked.value = (asked.value ?? []) + [request.startLine] + request.fields.map(\.name)
        guard request.target != "/slow" else { continue }
        let method = request.startLine.prefix { $0 != " " }
        let cookies = request["cookie"].map { " " + $0 } ?? ""
        try socket.send(
          ok("\(method) \(request.target) \(request.body.count) \(request.body.count > 99 ? "" : request.text)\(cookies)"))
      }
    }
  }

  @Test(arguments: [HTTP2Case.framing, HTTP2Case.kinds].flatMap { $0 })
  func frames(rule: HTTP2Case) async throws { try await check(rule) }

  @Test(arguments: [HTTP2Case.streams, HTTP2Case.floods].flatMap { $0 })
  func streams(rule: HTTP2Case) async throws { try await check(rule) }

  @Test(arguments: [HTTP2Case.messages, HTTP2Case.fields].flatMap { $0 })
  func messages(rule: HTTP2Case) async throws { try await check(rule) }

  private func check(_ rule: HTTP2Case) async throws {
    let asked = Slot<[String]>()
    let app = try HTTP2ConformanceTests.app(asked)
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      let (reply, goesOn) = try await onThread {
        let client = try HTTP2Client.begun(port)
        // The gateway may hang up before it has read all of a flood.
        do { try client.send(rule.frames() + [.ping(99)]) } catch is SocketFailure {}
        let reply = try client.reply(on: rule.stream) { rule.outcome == .ignored && $0 == HTTP2ConformanceTests.pong(99) }
        return (reply, try HTTP2ConformanceTests.goesOn(client, after: reply))
      }
      expect(reply, goesOn, rule)
      #expect(!(asked.value ?? []).contains { $0.lowercased().contains("evil") })
    }
    app.stop()
  }

  private static func pong(_ byte: UInt8) -> HTTP2Frame { .ping(byte, flags: HTTP2Frame.acknowledges) }

  private static func goesOn(_ client: HTTP2Client, after reply: HTTP2Client.Reply) throws -> Bool {
    guard !reply.closed, reply.goAway == nil else { return false }
    try client.send([.ping(42)])
    while let frame = try client.frame() { if frame == pong(42) { return true } }
    return false
  }

  private func expect(_ reply: HTTP2Client.Reply, _ goesOn: Bool, _ rule: HTTP2Case) {
    switch rule.outcome {
    case .status(let status): #expect(reply.status == status && reply.ended, "\(reply)")
    case .body(let text):
      #expect(reply.status == 200 && (reply.text == text || reply.text.hasPrefix(text)) && reply.ended, "\(reply)")
    case .isReset(let codes):
      #expect(codes.contains { $0.rawValue == reply.reset } && goesOn, "\(reply), goes on: \(goesOn)")
    case .ends(let codes):
      #expect(!goesOn && (reply.goAway == nil ? reply.closed : codes.contains { $0.rawValue == reply.goAway }), "\(reply)")
    case .ignored: #expect(goesOn && reply.goAway == nil, "\(reply)")
    }
  }
}

import Testing

@testable import RoostGateway

/// The machines as lists of what happens and what is to be done.
@Suite struct MachineTests {
  private func bytes<Result>(_ text: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Array(text.utf8).withUnsafeBytes(body)
  }

  @Test func aRequestWithABodyThenThePipelinedNext() {
    var machine = RequestMachine(limits: HeadLimits(), maximumBody: 100)
    let head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n"
    #expect(bytes("POST / HT") { machine.next($0) } == .wait)
    #expect(bytes(head + "hel") { machine.next($0) } == .begin)
    #expect(bytes("hel") { machine.next($0) } == .forward(3, ends: false))
    #expect(bytes("loGET") { machine.next($0) } == .forward(2, ends: true))
    #expect(bytes("GET") { machine.next($0) } == .hold)
    machine.exchangeEnded()
    #expect(bytes("GET") { machine.next($0) } == .wait)
    #expect(bytes("GET\n") { machine.next($0) } == .refuse(.controlByte))
    #expect(bytes("anything") { machine.next($0) } == .discard(8))
  }

  @Test func bodiesAreLimited() {
    var declared = RequestMachine(limits: HeadLimits(), maximumBody: 4)
    #expect(bytes("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n") { declared.next($0) } == .refuse(.bodyTooLarge))
    var chunked = RequestMachine(limits: HeadLimits(), maximumBody: 8)
    #expect(bytes("PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n") { chunked.next($0) } == .begin)
    #expect(bytes("3\r\nabc\r\n") { chunked.next($0) } == .forward(8, ends: false))
    #expect(bytes("1") { chunked.next($0) } == .refuse(.bodyTooLarge))
  }

  @Test func responsesOnlyWhenExpected() {
    var machine = ResponseMachine(limits: HeadLimits())
    #expect(bytes("HTTP/1.1 200 OK\r\n\r\n") { machine.next($0) } == .surplus)
    machine.expect(isHeadRequest: false, upgrade: false)
    #expect(bytes("HTTP/1.1 103 Early Hints\r\n\r\n") { machine.next($0) } == .interim)
    machine.interimPassed()
    #expect(bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n") { machine.next($0) } == .begin(ends: false))
    #expect(bytes("hiHTTP") { machine.next($0) } == .forward(2, ends: true))
    #expect(bytes("HTTP") { machine.next($0) } == .surplus)
  }

  @Test func theEndOfAConnectionMeansWhatTheStateSays() {
    func ending(after text: String?, head: Bool = false) -> ResponseMachine.Ending {
      var machine = ResponseMachine(limits: HeadLimits())
      guard let text else { return machine.closed() }
      machine.expect(isHeadRequest: head, upgrade: true)
      var rest = Array(text.utf8)
      while !rest.isEmpty {
        switch rest.withUnsafeBytes({ machine.next($0) }) {
        case .begin: rest.removeFirst(machine.scanner.head.end)
        case .forward(let count, _), .tunnel(let count): rest.removeFirst(count)
        default: rest = []
        }
      }
      return machine.closed()
    }
    #expect(ending(after: nil) == .betweenResponses)
    #expect(ending(after: "") == .unanswered)
    #expect(ending(after: "HTTP") == .truncated)
    #expect(ending(after: "HTTP/1.1 200 OK\r\n\r\nx") == .complete)
    #expect(ending(after: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx") == .truncated)
    #expect(ending(after: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", head: true) == .betweenResponses)
    #expect(ending(after: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n") == .truncated)
    #expect(ending(after: "HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\nx") == .complete)
  }

  private func exchange(_ head: String) -> Exchange? { Scan.head(head + " HTTP/1.1\r\nHost: h\r\n\r\n").map(Exchange.init) }

  @Test func onlyReusedConnectionsAndRepeatableRequestsAreTriedAgain() throws {
    var fresh = try #require(exchange("GET /"))
    fresh.sent(onReusedConnection: false)
    #expect(fresh.lost(.unanswered) == .answer)
    var reused = try #require(exchange("GET /"))
    reused.sent(onReusedConnection: true)
    #expect(reused.lost(.unanswered) == .retry)
    #expect(reused.lost(.unanswered) == .answer)
    var post = try #require(exchange("POST /"))
    post.sent(onReusedConnection: true)
    #expect(post.lost(.unanswered) == .answer)
    var begun = try #require(exchange("GET /"))
    begun.sent(onReusedConnection: true)
    #expect(begun.lost(.truncated) == .answer)
    begun.responseBegan()
    #expect(begun.lost(.truncated) == .cut)
    #expect(begun.lost(.complete) == .finish)
  }

  @Test func connectionsServeOnOnlyWhenBothSidesAreInStep() throws {
    var upload = try #require(Scan.head("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n").map(Exchange.init))
    var response = ResponseHead()
    response.status = 200
    response.length = 2
    #expect(!upload.clientContinues(response) && !upload.upstreamContinues(response))
    upload.requestEnded()
    #expect(upload.clientContinues(response) && upload.upstreamContinues(response))
    response.length = nil
    #expect(!upload.clientContinues(response))
    response.keepsAlive = false
    #expect(!upload.upstreamContinues(response))
  }

  @Test func framesAreFollowedHoweverTheyCome() {
    let frames: [UInt8] = [0x81, 3, 1, 2, 3] + [0x82, 126, 1, 0] + [UInt8](repeating: 9, count: 256) + [0x89, 0x80, 1, 2, 3, 4]
    let ends: Set<Int> = [0, 5, 265, 271]
    var boundary = FrameBoundary()
    for (index, byte) in frames.enumerated() {
      #expect(boundary.isBetweenFrames == ends.contains(index))
      [byte].withUnsafeBytes { boundary.pass($0) }
    }
    #expect(boundary.isBetweenFrames)
    frames.withUnsafeBytes { boundary.pass($0) }
    #expect(boundary.isBetweenFrames)
  }
}

import DaemonFixture
import RoostModel
import RoostServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct BadRequestTests {
  private func answer(_ head: String, body: String = "") async throws -> String {
    var answer = ""
    try await ScratchDaemon.with(.refusing) { daemon in
      let connection = try await RawConnection.open(daemon.socket)
      try await connection.send(
        "\(head) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
      answer = await connection.readAll()
    }
    return answer
  }

  @Test(arguments: [
    ("GET /api/v1/apps/..%2fetc", "400", "app.name-invalid"), ("GET /api/v1/apps/%zz", "400", "usage.invalid"),
    ("GET /api/v1/apps/SHOP", "400", "app.name-invalid"), ("DELETE /api/v1/apps/a%00b", "400", "usage.invalid"),
    ("GET /api/v1/apps/shop/logs?follow=maybe", "400", "usage.invalid"),
    ("GET /api/v1/apps/shop/logs?tail=-1", "400", "usage.invalid"), ("GET /api/v1/apps/shop/logs?from=x", "400", "usage.invalid"),
    ("GET /api/v2/apps", "404", "request.unknown"),
    ("PUT /api/v1/apps", "405", "method.not-allowed"), ("GET /", "404", "request.unknown"),
  ])
  func areAnsweredWithAProblem(_ request: String, _ status: String, _ code: String) async throws {
    let answer = try await answer(request)
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
    #expect(answer.contains("\"code\":\"\(code)\""), "\(answer)")
  }

  /// A body behind it would be taken for the next answer.
  @Test func aHeadIsAnsweredWithoutABody() async throws {
    var operations = DaemonOperations.refusing
    operations.apps.list = { () throws(Problem) in [Sample.app(try AppName("shop"))] }
    operations.events = { (_) throws(Problem) in AsyncStream { $0.finish() } }
    try await ScratchDaemon.with(operations) { daemon in
      let connection = try await RawConnection.open(daemon.socket)
      let asked = [
        "HEAD /api/v1/apps", "HEAD /api/v1/nothing", "HEAD /api/v1/events", "HEAD /api/v1/deployments", "GET /api/v1/apps",
      ]
      for (number, line) in asked.enumerated() {
        let last = number == asked.count - 1 ? "Connection: close\r\n" : ""
        try await connection.send("\(line) HTTP/1.1\r\nHost: x\r\n\(last)\r\n")
      }
      let answers = await connection.readAll().split(separator: "HTTP/1.1 ")
      #expect(answers.map { $0.prefix(3) } == ["200", "404", "405", "405", "200"])
      let parts = answers.map { $0.split(separator: "\r\n\r\n", maxSplits: 1).map(String.init) }
      #expect(parts.map(\.count) == [1, 1, 1, 1, 2], "\(answers)")
      let lengths = [parts.first, parts.last].map {
        $0?.first?.firstMatch(of: /(?i)content-length: ([0-9]+)/).map { String($0.1) }
      }
      #expect(lengths[0] != nil && lengths[0] == lengths[1], "the length of what was not sent")
    }
  }

  @Test(arguments: ["", "{", "[]", #"{"directory": 7}"#, "\u{0}"]) func bodiesThatAreNoDeployment(_ body: String) async throws {
    let answer = try await answer("POST /api/v1/deployments", body: body)
    #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("usage.invalid"), "\(answer)")
  }

  @Test func aBodyWithoutEndIsCutOff() async throws {
    let answer = try await answer("POST /api/v1/deployments", body: String(repeating: "x", count: 70_000))
    #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("larger than 65536 bytes"), "\(answer)")
  }

  @Test(arguments: ProblemCode.allCases) func theStatusIsThatOfTheTable(_ code: ProblemCode) async throws {
    var operations = DaemonOperations.refusing
    operations.status = { () throws(Problem) in throw Problem(code, "m", hint: "h") }
    try await ScratchDaemon.with(operations) { daemon in
      let connection = try await RawConnection.open(daemon.socket)
      try await connection.send("GET /api/v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      #expect(await connection.readAll().hasPrefix("HTTP/1.1 \(code.httpStatus) "))
    }
  }
}

import RoostModel
import Testing

@testable import RoostGateway

/// Who gets in with a name and a password, and what that costs.
@Suite struct PasswordTests {
  private static let hash = "$6$rounds=1000$salt$" + String(repeating: "x", count: 86)

  /// A gateway whose app `shop` knows `ann` by the password `secret`. Comparing counts, and waits for `door` if there is one.
  private func withAuth<Result: Sendable>(
    door: Door? = nil, _ body: (Int, @escaping @Sendable () -> Int, TestApp) async throws -> Result
  ) async throws -> Result {
    let count = Counter()
    let app = try TestApp.answering { request in
      ok("\(request.text)|\(request["authorization"] ?? "-")|\(request["x-forwarded-user"] ?? "-")")
    }
    var settings = RouteSettings()
    settings.auth = BasicAuth(realm: "the shop", users: ["ann": try #require(PasswordHash(Self.hash))])
    let asked = settings
    return try await withGateway {
      $0.comparesPassword = { password, _ in
        count.add()
        door?.wait()
        return password == "secret"
      }
    } _: { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(), settings: asked)
      return try await body(port, { count.value }, app)
    }
  }

  /// `ann:secret`
  private static let right = "Authorization: Basic YW5uOnNlY3JldA==\r\n"

  @Test func theRightPasswordIsComparedOnce() async throws {
    try await withAuth { (port, compared, _) async throws in
      for _ in 0..<5 { #expect(try await ask(port, get("/app/shop/", Self.right)).text == "|-|ann") }
      #expect(compared() == 1)
    }
  }

  @Test(arguments: [
    "", "Authorization: Basic YW5uOndyb25n\r\n", "Authorization: Basic Ym9iOnNlY3JldA==\r\n",
    "Authorization: Bearer YW5uOnNlY3JldA==\r\n",
    "Authorization: Basic YW5u\r\n", "Authorization: Basic !\r\n", "Authorization: Basic\r\n",
    "Authorization: Basic YW5uOnNlY3JldA==\r\nAuthorization: Basic YW5uOnNlY3JldA==\r\n",
    "Authorization: Basic YW5uOnNlY3JldAA=\r\n",
    "authorization_: Basic YW5uOnNlY3JldA==\r\n",
  ])
  func everyoneElseIsAsked(fields: String) async throws {
    try await withAuth { (port, _, app) async throws in
      let answer = try await ask(port, get("/app/shop/", fields))
      #expect(answer.status == 401)
      #expect(answer["www-authenticate"] == "Basic realm=\"the shop\", charset=\"UTF-8\"")
      #expect(app.connections == 0)
    }
  }

  @Test func aUserWhoIsNotThereTakesAsLongAsOneWhoIs() async throws {
    try await withAuth { (port, compared, _) async throws in
      #expect(try await ask(port, get("/app/shop/", "Authorization: Basic Ym9iOnNlY3JldA==\r\n")).status == 401)
      #expect(compared() == 1)
    }
  }

  @Test func requestsWaitForOneLookTogether() async throws {
    let door = Door()
    try await withAuth(door: door) { (port, compared, _) async throws in
      async let answers = withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<20 { group.addTask { try await ask(port, get("/app/shop/", Self.right)).text } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(try await eventually { compared() == 1 })
      // Whoever needs no password is served meanwhile.
      #expect(try await ask(port, get("/")).status == 200)
      door.open()
      #expect(try await answers == Array(repeating: "|-|ann", count: 20))
      #expect(compared() <= 2)
    }
  }

  @Test func aBodyAndTheNextRequestWaitToo() async throws {
    try await withAuth { (port, _, _) async throws in
      let texts = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send(
          "POST /app/shop/ HTTP/1.1\r\nHost: h\r\n\(Self.right)Content-Length: 4\r\n\r\nbody" + get("/app/shop/", Self.right))
        return (try reader.next(isResponse: true)?.text, try reader.next(isResponse: true)?.text)
      }
      #expect(texts.0 == "body|-|ann")
      #expect(texts.1 == "|-|ann")
    }
  }

  @Test func refusedBodiesDoNotReachTheApp() async throws {
    try await withAuth { (port, _, app) async throws in
      let statuses = try await onThread {
        let reader = MessageReader(try RawSocket.connect(port))
        try reader.socket.send(
          "POST /app/shop/ HTTP/1.1\r\nHost: h\r\nAuthorization: Basic YW5uOndyb25n\r\nContent-Length: 4\r\n\r\nbody" + get("/"))
        return (try reader.next(isResponse: true)?.status, try reader.next(isResponse: true)?.status)
      }
      #expect(statuses.0 == 401)
      #expect(statuses.1 == nil || statuses.1 == 200)
      #expect(app.connections == 0)
    }
  }

  @Test func aClientThatLeavesIsForgotten() async throws {
    let door = Door()
    try await withAuth(door: door) { (port, compared, _) async throws in
      try await onThread {
        let socket = try RawSocket.connect(port)
        try socket.send(get("/app/shop/", Self.right))
        #expect(waitUntil { compared() == 1 })
      }
      door.open()
      #expect(try await ask(port, get("/app/shop/", Self.right)).text == "|-|ann")
    }
  }

  @Test(arguments: [
    ("YW5uOnNlY3JldA==", "ann:secret"), ("YW5uOnNlY3JldA", "ann:secret"), ("", ""), ("Zm8=", "fo"), ("Zg==", "f"),
    ("+/+/", "\u{FB}\u{FF}\u{BF}"),
  ])
  func base64(text: String, plain: String) {
    #expect(Base64.decode(text[...]) == plain.unicodeScalars.map { UInt8($0.value) })
  }

  @Test(arguments: ["A", "A===", "AB=C", "AB CD", "AB_D", "=", "AAAAA"])
  func noBase64(text: String) {
    #expect(Base64.decode(text[...]) == nil)
  }
}

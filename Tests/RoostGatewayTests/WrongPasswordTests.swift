import Foundation
import RoostModel
import Testing

@testable import RoostGateway

/// What guessing costs whom.
@Suite struct WrongPasswordTests {
  private static let ann = "YW5uOnNlY3JldA=="
  private static let hash = "$6$rounds=1000$salt$" + String(repeating: "x", count: 86)

  private static func guess(_ number: Int) -> String {
    // `ann:` and so many letters.
    let digits = Array("ann:\(String(repeating: "x", count: number + 1))".utf8)
    return digits.base64
  }

  private static func field(_ credentials: String) -> String { "Authorization: Basic \(credentials)\r\n" }

  /// A gateway whose app `shop` knows `ann` by the password `secret`.
  private func withAuth(_ body: (Gateway, Int, @escaping @Sendable () -> Int, RouteSettings, TestApp) async throws -> Void)
    async throws
  {
    let count = Counter()
    let app = try TestApp.answering { _ in ok("in") }
    defer { app.stop() }
    var settings = RouteSettings()
    settings.auth = BasicAuth(realm: "the shop", users: ["ann": try #require(PasswordHash(Self.hash))])
    let asked = settings
    try await withGateway {
      $0.comparesPassword = { password, _ in
        count.add()
        return password == "secret"
      }
    } _: { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(), settings: asked)
      try await body(gateway, port, { count.value }, asked, app)
    }
  }

  /// One request on a connection of its own.
  private func ask(_ port: Int, _ credentials: String, from address: UInt32 = 0x7F00_0001, app: String = "shop") async throws
    -> Message
  {
    try await onThread {
      let reader = MessageReader(try RawSocket.connect(port, from: address))
      try reader.socket.send(get("/app/\(app)/", Self.field(credentials)))
      return try reader.next(isResponse: true) ?? Message()
    }
  }

  @Test func tenAreLookedAtAndThenNone() async throws {
    try await withAuth { (_, port, compared, _, _) async throws in
      for number in 0..<10 { #expect(try await ask(port, Self.guess(number)).status == 401) }
      let slowed = try await ask(port, Self.guess(10))
      #expect(slowed.status == 429)
      #expect((1...6).contains(Int(slowed["retry-after"] ?? "") ?? 0))
      #expect(compared() == 10)
      // Nor a right one, or it could be found all the same.
      #expect(try await ask(port, Self.ann).status == 429)
      // Without a password nothing was guessed.
      #expect(try await RoostGatewayTests.ask(port, get("/app/shop/")).status == 401)
      #expect(compared() == 10)
      // Others are not held back.
      #expect(try await ask(port, Self.ann, from: 0x7F00_0002).status == 200)
      #expect(try await ask(port, Self.guess(0), from: 0x7F00_0002).status == 401)
    }
  }

  @Test func whoWasRightGoesOn() async throws {
    try await withAuth { (_, port, compared, _, _) async throws in
      #expect(try await ask(port, Self.ann).status == 200)
      for number in 0..<10 { #expect(try await ask(port, Self.guess(number)).status == 401) }
      #expect(try await ask(port, Self.guess(10)).status == 429)
      #expect(try await ask(port, Self.ann).status == 200)
      #expect(compared() == 11)
    }
  }

  /// What others were right with is remembered, and helps nobody to find it.
  @Test func theMemoryCannotBeGuessedAt() async throws {
    try await withAuth { (_, port, _, _, _) async throws in
      #expect(try await ask(port, Self.ann, from: 0x7F00_0002).status == 200)
      for number in 0..<10 { _ = try await ask(port, Self.guess(number)) }
      #expect(try await ask(port, Self.guess(10)).status == 429)
      #expect(try await ask(port, Self.ann).status == 429)
    }
  }

  @Test func rightOnesAreNotCounted() async throws {
    try await withAuth { (gateway, port, compared, settings, app) async throws in
      for number in 0..<9 { _ = try await ask(port, Self.guess(number)) }
      for _ in 0..<20 { #expect(try await ask(port, Self.ann).status == 200) }
      #expect(compared() == 10)
      #expect(try await ask(port, Self.guess(9)).status == 401)
      #expect(try await ask(port, Self.guess(10)).status == 429)
      // Another route is another door.
      gateway.setRoute(try name("other"), to: app.target(), settings: settings)
      #expect(try await ask(port, Self.guess(11), app: "other").status == 401)
    }
  }

  /// A name that is not there, with a password that is somebody's, is wrong.
  @Test func rightPasswordsOfNobodyAreCounted() async throws {
    try await withAuth { (_, port, _, _, _) async throws in
      let bob = Array("bob:secret".utf8).base64
      #expect(try await ask(port, bob).status == 401)
      for number in 0..<9 { #expect(try await ask(port, Self.guess(number)).status == 401) }
      #expect(try await ask(port, Self.guess(9)).status == 429)
    }
  }

  @Test func manyAtOnceAreHeldToTheSame() async throws {
    try await withAuth { (_, port, compared, _, _) async throws in
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<40 { group.addTask { try await ask(port, Self.guess(number)).status } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      // One more every six seconds.
      #expect((10...11).contains(statuses.count { $0 == 401 }))
      #expect(statuses.allSatisfy { [401, 429].contains($0) })
      #expect(compared() == statuses.count { $0 == 401 })
    }
  }

  @Test func onePassesAgainAfterAWhile() {
    let buckets = ClientBuckets(Pace(RequestRate(requests: 10, seconds: 60), burst: 10), capacity: 8)
    let client = ClientKey(IPAddress("192.0.2.1"))
    let second: UInt64 = 1_000_000_000
    let start = 100 * second
    for _ in 0..<10 { #expect(buckets.take(client, at: start) == nil) }
    #expect(buckets.wait(of: client, at: start) == 6 * second)
    #expect(buckets.take(client, at: start) == 6 * second)
    #expect(buckets.wait(of: client, at: start + 6 * second) == nil)
    #expect(buckets.take(client, at: start + 6 * second) == nil)
    #expect(buckets.take(client, at: start + 6 * second) == 6 * second)
    buckets.giveBack(client)
    #expect(buckets.wait(of: client, at: start + 6 * second) == nil)
    let stranger = ClientKey(IPAddress("192.0.2.2"))
    buckets.giveBack(stranger)
    #expect(buckets.wait(of: stranger, at: start) == nil)
  }
}

extension [UInt8] {
  fileprivate var base64: String { Data(self).base64EncodedString() }
}

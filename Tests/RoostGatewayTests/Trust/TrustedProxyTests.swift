import Foundation
import RoostGateway
import RoostModel
import SystemPackage
import Testing

/// Requests through a proxy that is trusted, over real sockets: 127.0.0.9 is one, 127.0.0.1 is not.
@Suite struct TrustedProxyTests {
  private static let proxy: UInt32 = 0x7F00_0009

  private static func settings(_ change: (inout RouteSettings) -> Void = { _ in }) -> RouteSettings {
    var settings = RouteSettings()
    change(&settings)
    return settings
  }

  /// An app that tells what it was told.
  private static func app() throws -> TestApp {
    try TestApp.answering { request in
      let told = request.fields.filter { $0.name.lowercased().hasPrefix("x-") || $0.name.lowercased() == "forwarded" }
      return ok(told.map { "\($0.name.lowercased())=\($0.value)" }.sorted().joined(separator: ";"), "Location: /next\r\n")
    }
  }

  private func with(
    _ settings: RouteSettings = TrustedProxyTests.settings(), _ configure: (inout GatewayConfiguration) -> Void = { _ in },
    _ body: (Gateway, Int) async throws -> Void
  ) async throws {
    let app = try Self.app()
    defer { app.stop() }
    try await withGateway {
      $0.trustedProxies = ["127.0.0.9", "10.0.0.0/8"].compactMap(AddressRange.init)
      configure(&$0)
    } _: { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(), settings: settings)
      try await body(gateway, port)
    }
  }

  /// As the proxy asks, all on one connection.
  private func throughProxy(_ port: Int, _ requests: String..., from address: UInt32 = TrustedProxyTests.proxy) async throws
    -> [Message]
  {
    try await onThread {
      let reader = MessageReader(try RawSocket.connect(port, from: address))
      return try requests.map {
        try reader.socket.send($0)
        return try reader.next(isResponse: true) ?? Message()
      }
    }
  }

  private static let said =
    "X-Forwarded-For: 1.1.1.1, 203.0.113.7, 10.0.0.2\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: shop.example\r\n"

  @Test func theAppIsToldOfTheClient() async throws {
    try await with { (_, port) async throws in
      let answers = try await throughProxy(port, get("/app/shop/", Self.said), get("/app/shop/"))
      #expect(
        answers[0].text
          == "x-forwarded-for=203.0.113.7;x-forwarded-host=shop.example;x-forwarded-prefix=/app/shop;x-forwarded-proto=https")
      // The next request of the connection may be anybody's.
      #expect(
        answers[1].text
          == "x-forwarded-for=127.0.0.9;x-forwarded-host=roost.test:8080;x-forwarded-prefix=/app/shop;x-forwarded-proto=http")
    }
  }

  @Test func othersAreNotBelieved() async throws {
    try await with { (_, port) async throws in
      let answer = try await throughProxy(port, get("/app/shop/", Self.said), from: 0x7F00_0001)[0]
      #expect(
        answer.text
          == "x-forwarded-for=127.0.0.1;x-forwarded-host=roost.test:8080;x-forwarded-prefix=/app/shop;x-forwarded-proto=http")
    }
  }

  @Test func addressesInAnswersAreTheClients() async throws {
    let app = try TestApp.answering { _ in
      "HTTP/1.1 302 Found\r\nLocation: http://localhost:3000/next\r\nContent-Length: 0\r\n\r\n"
    }
    defer { app.stop() }
    try await with { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      let answers = try await throughProxy(port, get("/app/shop/", Self.said), get("/app/shop/"))
      #expect(answers.map { $0["location"] } == ["https://shop.example/app/shop/next", "http://roost.test:8080/app/shop/next"])
    }
  }

  @Test func theNamedHostChoosesNoRoute() async throws {
    try await with { (gateway, port) async throws in
      gateway.setRoute(try name("admin"), to: .unavailable(Problem(.appNotFound, "closed", hint: "none")))
      let answer = try await throughProxy(port, get("/", host: "shop.localhost", "X-Forwarded-Host: admin.localhost\r\n"))[0]
      #expect(answer.status == 200 && answer.text.contains("x-forwarded-host=admin.localhost"))
    }
  }

  @Test func listsOfAddressesAreTheClients() async throws {
    let allowed = Self.settings { $0.allow = [AddressRange("203.0.113.0/24")].compactMap { $0 } }
    try await with(allowed) { (_, port) async throws in
      let inside = get("/app/shop/", Self.said)
      // The list's own address, made up by the client, stands where clients' claims stand.
      let outside = get("/app/shop/", "X-Forwarded-For: 203.0.113.7, 198.51.100.1\r\n")
      #expect(try await throughProxy(port, inside, outside, inside).map(\.status) == [200, 403, 200])
      #expect(try await throughProxy(port, inside, from: 0x7F00_0001).map(\.status) == [403])
    }
  }

  @Test func ratesAreTheClients() async throws {
    let limited = Self.settings {
      $0.limits = RouteLimits()
      $0.limits?.clientRate = RequestRate(requests: 1, seconds: 3600)
      $0.limits?.clientBurst = 2
    }
    try await with(limited) { (_, port) async throws in
      func ask(_ client: String) -> String { get("/app/shop/", "X-Forwarded-For: \(client)\r\n") }
      let one = try await throughProxy(
        port, ask("203.0.113.7"), ask("203.0.113.7"), ask("9.9.9.9, 203.0.113.7"), ask("203.0.113.8"))
      #expect(one.map(\.status) == [200, 200, 429, 200])
    }
  }

  @Test func theAccessLogNamesTheClient() async throws {
    let home = FilePath("/tmp/roost-proxy-\(UUID().uuidString.prefix(8))")
    defer { try? FileManager.default.removeItem(atPath: home.string) }
    try FileManager.default.createDirectory(atPath: home.string, withIntermediateDirectories: true)
    try await with(Self.settings { $0.accessLog = true }, { $0.accessLogs = home.appending("logs") }) { (_, port) async throws in
      _ = try await throughProxy(port, get("/app/shop/", Self.said))
      let file = home.appending("logs").appending("shop.log").string
      #expect(try await eventually { (try? String(contentsOfFile: file, encoding: .utf8))?.contains("203.0.113.7") ?? false })
      let record = try JSONDecoder().decode(AccessRecord.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
      #expect(record.client == "203.0.113.7" && record.tls)
    }
  }

  @Test func connectionsOfAProxyAreNotCounted() async throws {
    try await with(Self.settings(), { $0.maximumClientConnections = 2 }) { (_, port) async throws in
      let statuses = try await onThread {
        let readers = try (0..<5).map { _ in MessageReader(try RawSocket.connect(port, from: Self.proxy)) }
        return try readers.map { reader in
          try reader.socket.send(get("/app/shop/"))
          return try reader.next(isResponse: true)?.status
        }
      }
      #expect(statuses == [200, 200, 200, 200, 200])
    }
  }

  @Test func tlsOfTheProxyIsTLS() async throws {
    let app = try Self.app()
    defer { app.stop() }
    try await TLSFixture.with({ $0.trustedProxies = [AddressRange("127.0.0.9")].compactMap { $0 } }) { tls in
      let secure = Self.settings { $0.https = SecureTransport(redirect: true, hsts: 60) }
      tls.gateway.setRoute(try name("shop"), to: app.target(), settings: secure)
      let answers = try await throughProxy(
        tls.port, get("/app/shop/", "X-Forwarded-Proto: https\r\n"),
        get("/app/shop/", "X-Forwarded-Proto: http\r\nX-Forwarded-Host: shop.example:80\r\n"), get("/app/shop/"))
      #expect(answers[0].status == 200 && answers[0]["strict-transport-security"] == "max-age=60")
      #expect(answers[1].status == 308 && answers[1]["location"] == "https://shop.example:\(tls.tlsPort)/app/shop/")
      #expect(answers[1]["strict-transport-security"] == nil)
      #expect(answers[2].status == 308)
      #expect(
        try await throughProxy(tls.port, get("/app/shop/", "X-Forwarded-Proto: https\r\n"), from: 0x7F00_0001)[0].status == 308)
    }
  }

  @Test func streamsOfHTTP2Too() async throws {
    try await with { (_, port) async throws in
      let fields = [("x-forwarded-for", "1.1.1.1, 203.0.113.7"), ("x-forwarded-proto", "https")]
      let texts = try await onThread {
        let client = try HTTP2Client.begun(port, from: Self.proxy)
        try client.send([.headers(HTTP2Pair.request(fields))])
        let first = try client.reply().text
        try client.send([.headers(HTTP2Pair.request(), on: 3)])
        return [first, try client.reply(on: 3).text]
      }
      #expect(texts[0].contains("x-forwarded-for=203.0.113.7;") && texts[0].contains("x-forwarded-proto=https"))
      #expect(texts[1].contains("x-forwarded-for=127.0.0.9;") && texts[1].contains("x-forwarded-proto=http"))
      let stranger = try await onThread {
        let client = try HTTP2Client.begun(port)
        try client.send([.headers(HTTP2Pair.request(fields))])
        return try client.reply().text
      }
      #expect(stranger.contains("x-forwarded-for=127.0.0.1;"))
    }
  }
}

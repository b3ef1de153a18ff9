import RoostModel
import Synchronization
import Testing

@testable import RoostGateway

/// What a route decides about a request, over the wire.
@Suite struct RulesTests {
  /// What the app was asked, and what the client was answered. `shop` runs, with Location and a cookie in its answers.
  private func ask(_ settings: RouteSettings, mode: PrefixMode = .strip, _ request: String) async throws -> (
    seen: Message?, answer: Message
  ) {
    let seen = Slot<Message>()
    let app = try TestApp.answering { request in
      seen.value = request
      return ok("app", "X-Powered-By: rack\r\nX-Frame-Options: SAMEORIGIN\r\nAccess-Control-Allow-Origin: *\r\nVary: Accept\r\n")
    }
    return try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(prefixMode: mode), settings: settings)
      let answer = try await RoostGatewayTests.ask(port, request)
      return (seen.value, answer)
    }
  }

  private func settings(_ change: (inout RouteSettings) -> Void) -> RouteSettings {
    var settings = RouteSettings()
    change(&settings)
    return settings
  }

  private func rule(_ from: String, _ to: String, _ status: Int? = nil) throws -> PathRule {
    PathRule(from: try #require(PathPattern(from)), to: try #require(PathTemplate(to)), status: status)
  }

  @Test func onlyListedAddressesComeIn() async throws {
    let inside = try await ask(
      settings { $0.allow = ["10.0.0.0/8", "127.0.0.0/8"].compactMap { AddressRange($0) } }, get("/app/shop/"))
    #expect(inside.answer.text == "app")
    let outside = try await ask(settings { $0.allow = ["10.0.0.0/8", "::1"].compactMap { AddressRange($0) } }, get("/app/shop/"))
    #expect(outside.answer.status == 403)
    #expect(outside.seen == nil)
    let other = try await ask(
      settings { $0.allow = ["10.0.0.0/8"].compactMap { AddressRange($0) } },
      get("/app/shop/", "X-Forwarded-For: 10.0.0.1\r\nX-Real-IP: 10.0.0.1\r\n"))
    #expect(other.answer.status == 403)
  }

  @Test(arguments: [
    ("/app/shop/old/x/y?a=1", 301, "/app/shop/new/x/y?a=1"), ("/app/shop/old", 301, "/app/shop/new/"),
    ("/app/shop/old//evil.test/", 301, "/app/shop/new/evil.test/"), ("/app/shop/any//evil.test/x", 302, "/app/shop/evil.test/x"),
    ("/app/shop/user/7/edit", 307, "https://example.com/u?id=7"), ("/app/shop/out/%2e%2e.x", 308, "https://example.com/%2e%2e.x"),
  ])
  func redirects(path: String, status: Int, location: String) async throws {
    let rules = [
      try rule("/old/*", "/new/:splat", 301), try rule("/any/*", "/:splat", 302),
      try rule("/user/:id/edit", "https://example.com/u?id=:id", 307),
      try rule("/out/*", "https://example.com/:splat", 308),
    ]
    let (seen, answer) = try await ask(settings { $0.redirects = rules }, get(path))
    #expect(answer.status == status)
    #expect(answer["location"] == location)
    #expect(seen == nil)
  }

  @Test func redirectsOfAnAppOnItsOwnHostNeverLeaveIt() async throws {
    let rules = [try rule("/any/*", "/:splat", 302)]
    let (_, answer) = try await ask(settings { $0.redirects = rules }, get("/any//evil.test/x", host: "shop.localhost"))
    #expect(answer["location"] == "/evil.test/x")
  }

  @Test(arguments: [
    ("/app/shop/user/7?x=1", PrefixMode.strip, "/profile?id=7"), ("/app/shop/a/b?x=1", .strip, "/v2/b?x=1"),
    ("/app/shop/a/b", .scriptName, "/app/shop/v2/b"), ("/app/shop/other", .strip, "/other"),
  ])
  func rewrites(path: String, mode: PrefixMode, seen: String) async throws {
    let rules = [try rule("/user/:id", "/profile?id=:id"), try rule("/a/*", "/v2/:splat")]
    let result = try await ask(settings { $0.rewrites = rules }, mode: mode, get(path))
    #expect(result.answer.text == "app")
    #expect(result.seen?.target == seen)
  }

  @Test func headersOfBothSides() async throws {
    let request = FieldEdits(set: ["X-Site": "shop"], add: ["X-More": "1"], remove: ["x-debug"])
    let response = FieldEdits(set: ["X-Frame-Options": "DENY"], add: ["Vary": "Cookie"], remove: ["x-powered-by"])
    let (seen, answer) = try await ask(
      settings { $0.headers = HeadEdits(request: request, response: response) },
      get("/app/shop/", "x-site: other\r\nX-Debug: 1\r\nX-MORE: 0\r\nAccept: a/b\r\n"))
    #expect(seen?.all("x-site") == ["shop"])
    #expect(seen?.all("x-more") == ["0", "1"])
    #expect(seen?["x-debug"] == nil)
    #expect(seen?["accept"] == "a/b")
    #expect(seen?["x-forwarded-prefix"] == "/app/shop")
    #expect(answer.all("x-frame-options") == ["DENY"])
    #expect(answer.all("vary") == ["Accept", "Cookie"])
    #expect(answer["x-powered-by"] == nil)
    #expect(answer.text == "app")
  }

  private func cors(_ origins: [String], credentials: Bool = false) -> RouteSettings {
    settings {
      $0.cors = CrossOrigin(
        origins: origins, methods: ["GET", "PUT"], headers: ["x-token"], exposed: ["x-page"], credentials: credentials, maxAge: 60
      )
    }
  }

  @Test func pagesOfNamedOriginsMayAsk() async throws {
    let mine = cors(["https://shop.example.com"], credentials: true)
    let allowed = try await ask(mine, get("/app/shop/", "Origin: https://shop.example.com\r\n")).answer
    #expect(allowed.all("access-control-allow-origin") == ["https://shop.example.com"])
    #expect(allowed["access-control-allow-credentials"] == "true")
    #expect(allowed["access-control-expose-headers"] == "x-page")
    #expect(allowed.all("vary").contains("Origin"))
    for origin in ["https://evil.test", "null", "https://shop.example.com.evil.test", "http://shop.example.com"] {
      let other = try await ask(mine, get("/app/shop/", "Origin: \(origin)\r\n")).answer
      #expect(other.all("access-control-allow-origin") == [], "\(origin)")
      #expect(other.text == "app")
      #expect(other.all("vary").contains("Origin"))
    }
    let twice = try await ask(mine, get("/app/shop/", "Origin: https://shop.example.com\r\nOrigin: https://evil.test\r\n")).answer
    #expect(twice["access-control-allow-origin"] == nil)
  }

  @Test func theGatewayAnswersPreflights() async throws {
    let question = "OPTIONS /app/shop/x HTTP/1.1\r\nHost: h\r\nAccess-Control-Request-Method: PUT\r\nOrigin: "
    let (seen, answer) = try await ask(cors(["https://a.test"]), question + "https://a.test\r\n\r\n")
    #expect(seen == nil)
    #expect(answer.status == 204)
    #expect(answer["access-control-allow-origin"] == "https://a.test")
    #expect(answer["access-control-allow-methods"] == "GET, PUT")
    #expect(answer["access-control-allow-headers"] == "x-token")
    #expect(answer["access-control-max-age"] == "60")
    #expect(answer["content-length"] == nil)
    let refused = try await ask(cors(["https://a.test"]), question + "https://b.test\r\n\r\n").answer
    #expect(
      refused.status == 204 && refused["access-control-allow-origin"] == nil && refused["access-control-allow-methods"] == nil)
    #expect(try await ask(cors(["*"]), question + "https://b.test\r\n\r\n").answer["access-control-allow-origin"] == "*")
    let plain = try await ask(cors(["*"]), "OPTIONS /app/shop/x HTTP/1.1\r\nHost: h\r\nOrigin: https://b.test\r\n\r\n")
    #expect(plain.seen != nil)
  }

  @Test func rulesHoldForFilesAndPagesToo() async throws {
    let response = FieldEdits(set: ["X-Frame-Options": "DENY"], add: [:], remove: [])
    let problem = Problem(.appNotRunning, "stopped", hint: "start it")
    let answer = try await withGateway { (gateway, port) async throws in
      gateway.setRoute(
        try name("shop"), to: .unavailable(problem),
        settings: settings { $0.headers = HeadEdits(request: nil, response: response) })
      return try await RoostGatewayTests.ask(port, get("/app/shop/"))
    }
    #expect(answer.status == 503)
    #expect(answer["x-frame-options"] == "DENY")
  }
}

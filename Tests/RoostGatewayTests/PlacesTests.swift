import RoostModel
import Testing

@testable import RoostGateway

/// Every place of an app, over the wire: what the app gets and what the world gets back.
@Suite struct PlacesTests {
  private func ask(_ settings: RouteSettings, mode: PrefixMode = .strip, _ request: String) async throws -> (
    seen: String, answer: Message
  ) {
    let seen = Slot<String>()
    let app = try TestApp.answering { request in
      seen.value = [request.target, request["x-forwarded-prefix"] ?? "-", request["script_name"] ?? "-"].joined(separator: " ")
      return "HTTP/1.1 302 Found\r\nLocation: /login\r\nSet-Cookie: a=1; Path=/\r\nContent-Length: 0\r\n\r\n"
    }
    return try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target(prefixMode: mode), settings: settings)
      let answer = try await RoostGatewayTests.ask(port, request)
      return (seen.value ?? "", answer)
    }
  }

  private func settings(hosts: [String] = [], paths: [RoutePath?] = [], project: String? = nil) throws -> RouteSettings {
    var settings = RouteSettings()
    settings.hosts = hosts.isEmpty ? nil : hosts.compactMap { RouteHost($0) }
    settings.paths = paths.isEmpty ? nil : paths.compactMap { $0 }
    settings.project = try project.map { try AppName($0) }
    return settings
  }

  @Test func projectsPutTheirNameBeforeApp() async throws {
    let (seen, answer) = try await ask(try settings(project: "acme"), get("/acme/app/shop/x?y=1"))
    #expect(seen == "/x?y=1 /acme/app/shop -")
    #expect(answer["location"] == "/acme/app/shop/login")
    #expect(answer["set-cookie"] == "a=1; Path=/acme/app/shop/")
  }

  @Test func pathsAreStrippedOrKept() async throws {
    let strips = try settings(paths: [RoutePath("/cart")])
    let stripped = try await ask(strips, get("/cart/x"))
    #expect(stripped.seen == "/x /cart -")
    #expect(stripped.answer["location"] == "/cart/login")
    #expect(stripped.answer["set-cookie"] == "a=1; Path=/cart/")
    let kept = try await ask(try settings(paths: [RoutePath("/cart", strip: false)]), get("/cart/x"))
    #expect(kept.seen == "/cart/x - -")
    #expect(kept.answer["location"] == "/login")
    #expect(kept.answer["set-cookie"] == "a=1; Path=/")
    let script = try await ask(strips, mode: .scriptName, get("/cart/x"))
    #expect(script.seen == "/cart/x - /cart")
    #expect(script.answer["location"] == "/cart/login")
  }

  @Test func ownHostsHaveNoPrefix() async throws {
    for host in ["shop.example.com", "a.shop.example.com:8443"] {
      let (seen, answer) = try await ask(try settings(hosts: ["shop.example.com", "*.shop.example.com"]), get("/x", host: host))
      #expect(seen == "/x - -")
      #expect(answer["location"] == "/login")
      #expect(answer["set-cookie"] == "a=1; Path=/")
    }
  }

  @Test func pathsOfOwnHostsAreTheOnlyOnesThere() async throws {
    let both = try settings(hosts: ["shop.example.com"], paths: [RoutePath("/cart")])
    let (seen, answer) = try await ask(both, get("/cart/x", host: "shop.example.com"))
    #expect(seen == "/x /cart -")
    #expect(answer["location"] == "/cart/login")
    let elsewhere = try await ask(both, get("/x", host: "shop.example.com"))
    #expect(elsewhere.seen == "" && elsewhere.answer.status == 404)
    let gatewayHost = try await ask(both, get("/cart/x"))
    #expect(gatewayHost.seen == "" && gatewayHost.answer.status == 404)
  }

  @Test func theSlashIsAdded() async throws {
    let (seen, answer) = try await ask(try settings(paths: [RoutePath("/cart")]), get("/cart?a=1"))
    #expect(seen == "")
    #expect(answer.status == 308)
    #expect(answer["location"] == "/cart/?a=1")
  }
}

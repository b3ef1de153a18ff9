import RoostModel
import Testing

@testable import RoostGateway

/// Pages that believe to be alone on their host.
@Suite struct PrefixRescueTests {
  private func ask(_ path: String, _ fields: String, rescue: Bool? = nil, method: String = "GET") async throws -> (
    answer: Message, rescued: Int
  ) {
    let app = try TestApp.answering { ok($0.target) }
    return try await withGateway { (gateway, port) async throws in
      var settings = RouteSettings()
      settings.prefixRescue = rescue
      gateway.setRoute(try name("shop"), to: app.target(), settings: settings)
      let answer = try await RoostGatewayTests.ask(port, "\(method) \(path) HTTP/1.1\r\nHost: roost.test:8080\r\n\(fields)\r\n")
      return (answer, gateway.rescued(try name("shop")))
    }
  }

  private static let fromShop = "Sec-Fetch-Site: same-origin\r\nReferer: http://roost.test:8080/app/shop/page?x\r\n"

  @Test(arguments: [
    ("/static/x.js?v=1", "/app/shop/static/x.js?v=1"), ("/", "/app/shop/"), ("//evil.test/x", "/app/shop/evil.test/x"),
    ("/api", "/app/shop/api"),
  ])
  func theyGetWhatTheyMeant(path: String, location: String) async throws {
    for method in ["GET", "POST"] {
      let (answer, rescued) = try await ask(path, Self.fromShop, method: method)
      #expect(answer.status == 307)
      #expect(answer["location"] == location)
      #expect(rescued == 1)
    }
  }

  @Test(arguments: [
    "", "Sec-Fetch-Site: same-origin\r\n", "Referer: http://roost.test:8080/app/shop/\r\n",
    "Sec-Fetch-Site: cross-site\r\nReferer: http://roost.test:8080/app/shop/\r\n",
    "Sec-Fetch-Site: same-origin\r\nReferer: http://other.test/app/shop/\r\n",
    "Sec-Fetch-Site: same-origin\r\nReferer: http://roost.test:8080/app/other/\r\n",
    "Sec-Fetch-Site: same-origin\r\nReferer: http://roost.test:8080/\r\n", "Sec-Fetch-Site: same-origin\r\nReferer: x\r\n",
  ])
  func nobodyElseIsSentOn(fields: String) async throws {
    let (answer, rescued) = try await ask("/static/x.js", fields)
    #expect(answer.status == 404)
    #expect(rescued == 0)
  }

  @Test func itCanBeSwitchedOff() async throws {
    #expect(try await ask("/static/x.js", Self.fromShop, rescue: false).answer.status == 404)
    #expect(try await ask("/static/x.js", Self.fromShop, method: "DELETE").answer.status == 404)
    #expect(try await ask("/app/nobody/x", Self.fromShop).answer.status == 404)
  }
}

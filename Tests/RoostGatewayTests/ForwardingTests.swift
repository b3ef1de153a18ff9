import RoostGateway
import RoostModel
import Testing

/// What an app sees and what a client gets back.
@Suite struct ForwardingTests {
  @Test func stripsThePrefixAndSaysWhereItWas() async throws {
    let app = try TestApp.answering { ok($0.startLine + "|" + ($0["x-forwarded-prefix"] ?? "-") + "|" + ($0["host"] ?? "-")) }
    let answer = try await withGateway { gateway, port in
      gateway.setRoute(try name("shop"), to: app.target())
      return try await ask(port, get("/app/shop/cart?item=1"))
    }
    #expect(answer.status == 200)
    #expect(answer.text == "GET /cart?item=1 HTTP/1.1|/app/shop|roost.test:8080")
  }
}

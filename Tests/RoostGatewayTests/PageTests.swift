import RoostGateway
import RoostModel
import Testing

@testable import RoostGateway

/// What people and programs read when there is no app to answer.
@Suite struct PageTests {
  @Test func theGatewayItself() async throws {
    try await withGateway { (gateway, port) async throws in
      gateway.setRoute(try name("hidden"), to: .held())
      #expect(try await ask(port, get("/")).text.contains("This is a Roost gateway"))
      for request in [
        get("/x"), get("/app/none/"), get("/app/"), get("/APP/hidden/"), get("/", host: "none.localhost"), get("//app/hidden/"),
        get("/%61pp/hidden/"), get("/app%2fhidden/"), get("/app/HIDDEN/"), get("/app/hidden%2f"),
      ] {
        let answer = try await ask(port, request)
        #expect(answer.status == 404, "\(request)")
        #expect(!answer.text.contains("hidden"))
      }
      let slash = try await ask(port, get("/app/hidden?a=1"))
      #expect(slash.status == 308)
      #expect(slash["location"] == "/app/hidden/?a=1")
    }
  }

  @Test func threeForms() async throws {
    try await withGateway { (_, port) async throws in
      let html = try await ask(port, get("/x", "Accept: text/html,application/xhtml+xml\r\n"))
      #expect(html["content-type"] == "text/html; charset=utf-8")
      #expect(html["content-security-policy"]?.contains("default-src 'none'") ?? false)
      let json = try await ask(port, get("/x", "Accept: application/json\r\n"))
      #expect(
        json.text
          == "{\"status\":404,\"code\":\"gateway.not-found\",\"message\":\"This address belongs to no app.\",\"hint\":\"Apps answer at /app/NAME/. List them: `roost app list`\"}\n"
      )
      let plain = try await ask(port, get("/x", "Accept: */*\r\n"))
      #expect(plain.text.hasPrefix("404 Nothing here\n"))
      let head = try await ask(port, "HEAD /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", toHead: true)
      #expect(head["content-length"] == "\(plain.body.count)")
    }
  }

  @Test func whatAnAppSaysIsEscaped() {
    let problem = Problem(.gateExited, "<script>alert(\"1\")</script> & '", hint: "run `a<b>`")
    let page = Page.unavailable(problem)
    let html = page.text(as: .html)
    #expect(!html.contains("<script>"))
    #expect(html.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;"))
    #expect(html.contains("<code>a&lt;b&gt;</code>"))
    #expect(page.text(as: .json).contains(#""message":"<script>alert(\"1\")</script> & '.""#))
    #expect(PageJSON.quoted("a\u{1}\n\\") == #""a\u0001\n\\""#)
  }

  @Test func hintsOfProblemsReadAsSentences() {
    let stopped = Page.unavailable(Problem(.appNotRunning, "shop is stopped", hint: "start it: roost app start shop"))
    #expect(stopped.hint == "Start it: `roost app start shop`" && stopped.message == "shop is stopped.")
    let marked = Page.unreachable(Problem(.appNotRunning, "", hint: "write `port: 1`, then: roost deploy DIR"))
    #expect(marked.hint == "Write `port: 1`, then: roost deploy DIR")
    #expect(Page.unavailable(Problem(.appNotRunning, "", hint: "")).hint == "")
  }

  @Test func tooMuchIsNotCalledBadForm() {
    #expect(Page.refused(.bodyTooLarge).hint == "Send it in smaller parts.")
    #expect(Page.refused(.headTooLarge).hint.contains("cookies"))
    #expect(Page.refused(.chunk).hint.contains("RFC 9112"))
  }

  @Test func mistakesAreNamed() async throws {
    try await withGateway { (_, port) async throws in
      let answer = try await ask(port, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
      #expect(answer.status == 400)
      #expect(answer.text.contains("more than one Host"))
      #expect(answer["connection"] == "close")
    }
  }
}

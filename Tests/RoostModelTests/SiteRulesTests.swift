import RoostModel
import Testing

/// `_redirects` and `_headers`, as texts.
@Suite struct SiteRulesTests {
  private func redirects(_ text: String) -> SiteRules { SiteRules(redirects: Array(text.utf8), headers: nil) }
  private func headers(_ text: String) -> SiteRules { SiteRules(redirects: nil, headers: Array(text.utf8)) }

  private func target(_ text: String, _ path: String, forced: Bool = false) -> String? {
    let match = redirects(text).redirect(of: RequestPath(path), forced: forced)
    return match.map { "\($0.rule.status) \($0.rule.destination.filled(with: $0.found))" }
  }

  @Test(arguments: [
    ("/old /new", "/old", "301 /new"), ("/old /new", "/old/", "301 /new"), ("/old/ /new 302", "/old", "302 /new"),
    ("/old\t/new\t307 # moved", "/old", "307 /new"), ("/a%20b /c 308", "/a%20b", "308 /c"),
    ("/caf%C3%A9 /c", "/caf%c3%a9", "301 /c"),
    ("/blog/* /posts/:splat", "/blog/2020/x%2Fy", "301 /posts/2020/x%2Fy"), ("/blog/* /posts/:splat", "/blog", "301 /posts/"),
    ("/blog/* /posts/:splat", "/blog/2020/", "301 /posts/2020/"), ("/caf\u{E9} /c", "/caf%C3%A9", "301 /c"),
    ("/h https://Example.org", "/h", "301 https://example.org/"),
    ("/u/:id/p/:page /user?u=:id&p=:page", "/u/7/p/2", "301 /user?u=7&p=2"),
    ("/* /index.html 200", "/any/where", "200 /index.html"),
    ("/* /lost.html 404", "/any", "404 /lost.html"), ("/x https://example.org/y 303", "/x", "303 https://example.org/y"),
    ("/x/* https://example.org:8443/:splat", "/x/a/b", "301 https://example.org:8443/a/b"),
    ("# no\n\n/a /b\r\n/a /c", "/a", "301 /b"), ("/t /at/10:30", "/t", "301 /at/10:30"), ("/ /home", "/", "301 /home"),
  ])
  func leads(text: String, path: String, target: String) {
    #expect(redirects(text).warnings == [])
    #expect(self.target(text, path) == target)
  }

  @Test(arguments: [
    ("/old /new", "/older"), ("/old /new", "/Old"), ("/old /new", "/old/x"), ("/u/:id /x", "/u"), ("/u/:id /x", "/u/1/2"),
    ("/a/* /x", "/b"), ("/a/b /x", "/a%2Fb"),
  ])
  func doesNotLead(text: String, path: String) { #expect(target(text, path) == nil) }

  /// What a client sends becomes neither a host nor a part of one.
  @Test func nothingSentBecomesAHost() {
    #expect(target("/* /:splat", "//evil.test/x") == "301 /evil.test/x")
    #expect(target("/go/* /:splat", "/go//evil.test") == "301 /evil.test")
    #expect(redirects("/go/* https://:splat").warnings.count == 1)
    #expect(redirects("/go/* https://example.org:splat/").warnings.count == 1)
    #expect(redirects("/go/* https://:splat@example.org/").warnings.count == 1)
  }

  @Test(arguments: [
    "/a", "a /b", "https://h/a /b", "/a* /b", "/*/a /b", "/:1 /b", "/:x/:x /b", "/a ftp://h/", "/a javascript:alert(1)",
    "/a /b 201", "/a /b 999", "/a /b x", "/a /b 301 Country=de", "/a q=:q /b", "/a /:other", "/a https://h/ 200", "/a /a",
    "/a /b\\c", "/a /\"b", "/a //\u{E9}", "/a /b " + String(repeating: "x", count: 2_000),
  ])
  func isLeftOutWithItsLine(line: String) {
    let rules = redirects("/ok /fine\n\n\(line)\n/ok2 /fine")
    #expect(rules.redirects.count == 2)
    #expect(rules.warnings.count == 1)
    #expect(rules.warnings.first?.hasPrefix("_redirects:3 is left out: it ") ?? false)
  }

  @Test func forcedRulesStandOut() {
    let text = "/a /b\n/c /d 302!"
    #expect(target(text, "/a", forced: true) == nil)
    #expect(target(text, "/c", forced: true) == "302 /d")
  }

  @Test func headersOfAPath() {
    let rules = headers(
      "# all\n/*\n  X-Frame-Options: DENY\n  Cache-Control: no-store\n/docs/:page\n\tX-Doc: 1\n  x-frame-options: SAMEORIGIN\n/docs/free\n  ! Cache-Control\n"
    )
    #expect(rules.warnings == [])
    #expect(
      rules.fields(of: RequestPath("/")).map { "\($0.name)=\($0.value)" } == ["X-Frame-Options=DENY", "Cache-Control=no-store"])
    #expect(rules.fields(of: RequestPath("/docs/a")).map(\.value) == ["DENY, SAMEORIGIN", "no-store", "1"])
    #expect(rules.fields(of: RequestPath("/docs/free")).map(\.name) == ["X-Frame-Options", "X-Doc"])
  }

  @Test(arguments: [
    "Content-Length: 1", "transfer-encoding: chunked", "Connection: x", "Set-Cookie: a=b", "Location: /",
    "Content-Encoding: gzip",
    "ETag: \"1\"", "X-Roost-App: x", "Proxy-Authenticate: x", "Service-Worker-Allowed: /", "Bad Name: x", "Refresh: 0;url=/",
    "Content-Location: /x", "nothing",
    ": x",
    "X-Empty:", "X: \u{E9}", "X: a\u{1}b", "! Content-Length",
  ])
  func unsafeHeadersAreRefused(line: String) {
    let rules = headers("/*\n  \(line)\n  X-Good: 1")
    #expect(rules.fields(of: RequestPath("/")).map(\.name) == ["X-Good"])
    #expect(rules.warnings.count == 1)
    #expect(rules.warnings.first?.hasPrefix("_headers:2 ") ?? false)
  }

  @Test func aHeaderBelongsToThePathAboveIt() {
    let rules = headers("  X-A: 1\n/a\n  X-A: 2\nhttps://h/b\n  X-A: 3\n")
    #expect(rules.warnings.count == 3)
    #expect(rules.fields(of: RequestPath("/a")).map(\.value) == ["2"])
  }

  @Test func limits() {
    #expect(redirects(String(repeating: "/a /b\n", count: 3_000)).redirects.count == 2_000)
    #expect(redirects(String(repeating: "/a /b\n", count: 3_000)).warnings.count == 20)
    #expect(redirects(String(repeating: "#", count: 140_000)).warnings.first?.contains("128 KiB") ?? false)
    #expect(SiteRules(redirects: [0xFF], headers: nil).warnings.count == 1)
    let many = headers("/*\n" + (0..<60).map { "  X-\($0): v\n" }.joined())
    #expect(many.fields(of: RequestPath("/")).count == 50)
    let long = headers((0..<20).map { "/*\n  X-\($0): \(String(repeating: "v", count: 1_000))\n" }.joined())
    #expect(long.fields(of: RequestPath("/")).count == 8)
  }
}

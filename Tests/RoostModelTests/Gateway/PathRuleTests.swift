import RoostModel
import Testing

/// Which paths a rule speaks of, and where it leads.
@Suite struct PathRuleTests {
  @Test(arguments: [
    ("/old", "/old", "" as String?), ("/old", "/old/", nil), ("/old", "/older", nil), ("/", "/", ""), ("/*", "/a/b", "splat=a/b"),
    ("/*", "/", "splat="),
    ("/old/*", "/old/a/b", "splat=a/b"), ("/old/*", "/old", "splat="), ("/old/*", "/old/", "splat="), ("/old/*", "/older", nil),
    ("/u/:id", "/u/7", "id=7"), ("/u/:id", "/u/", nil), ("/u/:id", "/u/7/x", nil), ("/u/:id/*", "/u/7/x/y", "id=7 splat=x/y"),
    ("/a/b", "/a", nil), ("/old/", "/old/", ""), ("/old/", "/old", nil), ("/old/*", "/old/a/", "splat=a/"), ("/a:b", "/a:b", ""),
    ("/admin", "/%61dmin", ""), ("/%61", "/a", ""), ("/\u{E4}", "/%C3%A4", ""), ("/a/b", "/a//b", ""), ("/a/b", "/a%2Fb", nil),
    ("/:id", "/%FF", "id=%FF"),
  ])
  func patterns(pattern: String, path: String, found: String?) throws {
    let match = try #require(PathPattern(pattern)).match(RequestPath(path))
    #expect(match.map { $0.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ") } == found)
  }

  @Test(arguments: [
    "", "old", "/a*", "/*/b", "/a/*b", "/:", "/:1", "/:a-b", "/:a/:a", "/a?b", "/a#b", "/a b", "/a\\b", "/a\r\nb", "/a%", "/%FF",
  ])
  func noPatterns(text: String) {
    #expect(PathPattern(text) == nil)
  }

  @Test(arguments: [
    "", "new", "//evil.test", "//:splat", "https://", "https://:splat/", "https://a.test:splat/",
    "https://user@a.test/",
    "ftp://a.test/", "javascript:alert(1)", "/a\\b", "/a b", "/a\r\nX: y", "https://*.a.test/", "https://a.test//b", "/\u{E4}",
  ])
  func noTemplates(text: String) {
    #expect(PathTemplate(text) == nil)
  }

  @Test(arguments: [
    ("/new/:splat", ["splat": "a/b"], "/new/a/b"), ("/:splat", ["splat": "/evil.test"], "/evil.test"),
    ("/:splat", ["splat": "//e"], "/e"),
    ("/:a:b", ["a": "1", "b": "2"], "/12"), ("/x?i=:id&j=:id", ["id": "7"], "/x?i=7&j=7"), ("/a:", [:], "/a:"),
    ("https://a.test:8443/:splat", ["splat": "x"], "https://a.test:8443/x"),
    ("https://a.test/:splat", ["splat": "/x"], "https://a.test/x"),
    ("/::splat", ["splat": "x"], "/:x"), ("/at/10:30", [:], "/at/10:30"), ("https://A.test", [:], "https://a.test/"),
    ("https://a.test?x=:id", ["id": "7"], "https://a.test/?x=7"), ("/x/https://evil.test/", [:], "/x/https://evil.test/"),
  ])
  func templates(text: String, values: [String: String], filled: String) throws {
    #expect(try #require(PathTemplate(text)).filled(with: values) == filled)
  }

  @Test func queriesAreKeptUnlessTheRuleHasOne() throws {
    let plain = PathRule(from: try #require(PathPattern("/a")), to: try #require(PathTemplate("/b")), status: 302)
    #expect(plain.target(of: RequestPath("/a"), query: "?x=1") == "/b?x=1")
    let own = PathRule(from: try #require(PathPattern("/a")), to: try #require(PathTemplate("/b?y=2")), status: 302)
    #expect(own.target(of: RequestPath("/a"), query: "?x=1") == "/b?y=2")
  }
}

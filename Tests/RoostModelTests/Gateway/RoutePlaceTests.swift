import RoostModel
import Testing

/// What may be a host or a path of an app, and where that puts it.
@Suite struct RoutePlaceTests {
  @Test(arguments: ["shop.example.com", "*.example.com", "intranet", "xn--bcher-kva.example", "a-b.c1.de"])
  func hosts(text: String) {
    #expect(RouteHost(text.uppercased())?.description == text)
  }

  @Test(arguments: [
    "", ".", "a..b", "-a.b", "a-.b", "a_b.c", "*", "*.", "a.*.b", "**.a", "192.0.2.1", "*.0.2.1", "[::1]", "localhost", "a.b:80",
    "http://a.b", "a.b/", "b\u{FC}cher.example", "a b", "a\r\nb", String(repeating: "a", count: 64) + ".b",
    Array(repeating: "abcdefg", count: 32).joined(separator: "."),
  ])
  func noHosts(text: String) {
    #expect(RouteHost(text) == nil)
  }

  @Test(arguments: [("/", ""), ("/shop", "/shop"), ("/shop/", "/shop"), ("/a/b-c/d.e_f~", "/a/b-c/d.e_f~")])
  func paths(text: String, path: String) {
    #expect(RoutePath(text)?.path == path)
  }

  @Test(arguments: ["", "shop", "//", "//a", "/a//b", "/a/..", "/./a", "/a%2f", "/a b", "/a?b", "/a\\b", "/\u{E4}", "/a\r\nX: y"])
  func noPaths(text: String) {
    #expect(RoutePath(text) == nil)
  }

  @Test(arguments: ["/app", "/app/x", "/api", "/.well-known/acme-challenge", "/shop/app", "/shop/app/x", "/metrics"])
  func roostsOwnPaths(text: String) throws {
    #expect(try #require(RoutePath(text)).isReserved)
  }

  @Test func places() throws {
    var settings = RouteSettings()
    let name = try AppName("shop")
    #expect(settings.places(of: name, domains: ["localhost"]).map(\.text) == ["/app/shop", "shop.localhost/"])
    settings.project = try AppName("acme")
    settings.paths = [RoutePath("/cart")].compactMap { $0 }
    #expect(settings.basePath(of: name) == "/acme/app/shop")
    #expect(
      settings.places(of: name, domains: ["localhost", "apps.test"]).map(\.text) == [
        "/acme/app/shop", "/app/shop", "/cart", "shop.localhost/", "shop.apps.test/",
      ])
    settings.hosts = ["shop.example.com", "shop.localhost"].compactMap { RouteHost($0) }
    #expect(
      settings.places(of: name, domains: ["localhost"]).map(\.text) == [
        "/acme/app/shop", "/app/shop", "shop.localhost/", "shop.example.com/cart", "shop.localhost/cart",
      ])
  }
}

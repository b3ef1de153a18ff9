import RoostModel
import Testing

@testable import RoostGateway

/// Which route a request goes to, decided over a table and a head.
@Suite struct RouteTableTests {
  private static func settings(_ hosts: [String] = [], _ paths: [(String, Bool)] = [], project: String? = nil) throws
    -> RouteSettings
  {
    var settings = RouteSettings()
    settings.hosts = hosts.isEmpty ? nil : hosts.compactMap { RouteHost($0) }
    settings.paths = paths.isEmpty ? nil : paths.compactMap { RoutePath($0.0, strip: $0.1) }
    settings.project = try project.map { try AppName($0) }
    return settings
  }

  private static let target = Target.upstream { () async throws(Problem) in -1 }

  private static func route(_ name: String, _ settings: RouteSettings = RouteSettings(), mode: PrefixMode = .strip) throws
    -> Route
  {
    Route(
      name: try AppName(name), target: .upstream(prefixMode: mode) { () async throws(Problem) in -1 }, settings: settings)
  }

  private func table() throws -> RouteTable {
    RouteTable(
      generation: 1,
      routes: [
        try Self.route("shop", try Self.settings(["shop.example.com", "*.shop.example.com"])),
        try Self.route("blog", try Self.settings([], [("/blog", true), ("/blog/raw", false)])),
        try Self.route("cart", try Self.settings(["shop.example.com"], [("/cart", true), ("/cart/items/x", true)])),
        try Self.route("api-v1", try Self.settings([], [("/", true)], project: "acme")),
      ], domains: ["localhost", "apps.test"])
  }

  private func match(_ host: String, _ path: String) throws -> String {
    let text = Array("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8)
    var scanner = RequestScanner(limits: HeadLimits())
    let table = try table()
    return text.withUnsafeBytes { bytes in
      guard scanner.scan(bytes) == .complete else { return "fault" }
      switch table.match(scanner.head, bytes.bytes) {
      case .route(let mount): return "\(mount.route.name) at \(mount.path.path.isEmpty ? "/" : mount.path.path)"
      case .addSlash: return "slash"
      case .landing: return "landing"
      case .unknownApp: return "unknown"
      case .nothingHere: return "nothing"
      }
    }
  }

  @Test(arguments: [
    ("h", "/app/shop/", "shop at /app/shop"), ("h:8080", "/app/shop/x?y", "shop at /app/shop"), ("h", "/app/shop", "slash"),
    ("h", "/app/shopping/", "unknown"), ("h", "/app/sho/", "unknown"), ("h", "/acme/app/api-v1/x", "api-v1 at /acme/app/api-v1"),
    ("h", "/app/api-v1/x", "api-v1 at /app/api-v1"), ("h", "/acme/app/shop/", "api-v1 at /"), ("h", "/app", "api-v1 at /"),
    ("h", "/blog", "slash"), ("h", "/blog/", "blog at /blog"), ("h", "/blog/raw", "blog at /blog/raw"),
    ("h", "/blog/raw/x/y/z", "blog at /blog/raw"), ("h", "/blog/rawer", "blog at /blog"), ("h", "/blogs", "api-v1 at /"),
    ("h", "/", "api-v1 at /"), ("h", "//app/shop/", "api-v1 at /"), ("h", "/Blog/", "api-v1 at /"),
    ("[::1]:80", "/blog/", "blog at /blog"),
    ("shop.localhost", "/app/blog/", "shop at /"), ("SHOP.localhost:80", "/", "shop at /"), ("shop.apps.test", "/x", "shop at /"),
    ("nobody.localhost", "/app/shop/", "unknown"), ("a.shop.localhost", "/", "unknown"), ("localhost", "/blog/", "blog at /blog"),
    ("shop.example.com", "/", "shop at /"), ("Shop.Example.COM:443", "/x", "shop at /"),
    ("shop.example.com", "/cart/x", "cart at /cart"),
    ("shop.example.com", "/cart/items/x/1", "cart at /cart/items/x"), ("shop.example.com", "/cart/items", "cart at /cart"),
    ("a.shop.example.com", "/cart/", "shop at /"), ("a.b.shop.example.com", "/blog/", "blog at /blog"),
    (".shop.example.com", "/blog/", "blog at /blog"), ("example.com", "/app/shop/", "shop at /app/shop"),
  ])
  func matching(host: String, path: String, expected: String) throws {
    #expect(try match(host, path) == expected)
  }

  @Test func withoutARootAppTheGatewayAnswersItself() throws {
    let table = RouteTable(generation: 1, routes: [], domains: ["localhost"])
    for (path, expected) in [("/", "landing"), ("/x", "nothingHere"), ("/app/x/", "unknownApp")] {
      let text = Array("GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n".utf8)
      var scanner = RequestScanner(limits: HeadLimits())
      let match = text.withUnsafeBytes { bytes in
        _ = scanner.scan(bytes)
        return "\(table.match(scanner.head, bytes.bytes))"
      }
      #expect(match == expected)
    }
  }

  @Test func whatAnAppIsToldOfItsMount() throws {
    let path = try #require(RoutePath("/shop"))
    let stripped = Mount(try Self.route("shop"), at: path)
    #expect(stripped.stripped == 5)
    #expect(String(decoding: stripped.field, as: UTF8.self) == "X-Forwarded-Prefix: /shop\r\n")
    let script = Mount(try Self.route("shop", mode: .scriptName), at: path)
    #expect(script.stripped == 0)
    #expect(script.prefix == "/shop")
    #expect(String(decoding: script.field, as: UTF8.self) == "SCRIPT_NAME: /shop\r\n")
    let kept = Mount(try Self.route("shop"), at: try #require(RoutePath("/shop", strip: false)))
    #expect(kept.stripped == 0 && kept.field.isEmpty && kept.prefix.isEmpty)
  }

  @Test func manyRoutesAreFoundEach() throws {
    let routes = try (0..<500).map { try Self.route("app\($0)", try Self.settings(["h\($0).example.com"], project: "p\($0)x")) }
    let table = RouteTable(generation: 1, routes: routes, domains: ["localhost"])
    for number in 0..<500 {
      for (host, path) in [
        ("h", "/app/app\(number)/x"), ("h", "/p\(number)x/app/app\(number)/"), ("app\(number).localhost", "/"),
        ("h\(number).example.com", "/deep/er"),
      ] {
        let text = Array("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8)
        var scanner = RequestScanner(limits: HeadLimits())
        let found = text.withUnsafeBytes { bytes -> String? in
          _ = scanner.scan(bytes)
          guard case .route(let mount) = table.match(scanner.head, bytes.bytes) else { return nil }
          return mount.route.name.text
        }
        #expect(found == "app\(number)")
      }
    }
  }

  /// The fastest of many rounds, so that a busy machine does not count. A look at every route would be hundreds of times slower.
  @Test func manyRoutesCostWhatOneCosts() throws {
    func fastest(_ count: Int) throws -> Duration {
      let routes = try (0..<count).map { try Self.route("app\($0)", try Self.settings(["h\($0).example.com"])) }
      let table = RouteTable(generation: 1, routes: routes, domains: ["localhost"])
      let text = Array("GET /app/app0/x HTTP/1.1\r\nHost: roost.test\r\n\r\n".utf8)
      var scanner = RequestScanner(limits: HeadLimits())
      return text.withUnsafeBytes { bytes in
        _ = scanner.scan(bytes)
        let rounds = (0..<30).map { _ in
          ContinuousClock().measure { for _ in 0..<200 { _ = table.match(scanner.head, bytes.bytes) } }
        }
        return rounds.min() ?? .zero
      }
    }
    #expect(try fastest(500) < fastest(1) * 5)
  }

  @Test func aPlaceIsTheFirstOnes() throws {
    let board = RouteBoard(domain: nil)
    let asked = try Self.settings(["a.example.com"])
    board.set(try AppName("one"), to: Self.target, asked)
    board.set(try AppName("two"), to: Self.target, asked)
    let key = RoutePlace(host: RouteHost("a.example.com"), path: try #require(RoutePath("/"))).key
    #expect(board.current.owners[key]?.text == "one")
    board.set(try AppName("one"), to: nil, RouteSettings())
    #expect(board.current.owners[key]?.text == "two")
  }

  @Test func nothingIsTakenAway() throws {
    let board = RouteBoard(domain: "apps.test")
    let (one, two) = (try AppName("one"), try AppName("two"))
    board.set(one, to: Self.target, try Self.settings(["a.example.com"], [("/x", true)]))
    #expect(try board.reserve(one, try Self.settings(["a.example.com"])).isEmpty)
    for settings in [
      try Self.settings(["a.example.com"], [("/x", false)]), try Self.settings(["one.localhost"]),
      try Self.settings(["one.apps.test"]),
    ] {
      let problem = #expect(throws: Problem.self) { try board.reserve(two, settings) }
      #expect(problem?.code == .routeTaken)
      #expect(problem?.message.contains("'one'") ?? false)
    }
    // What is merely asked for is kept as well, until it is given up.
    #expect(try board.reserve(two, try Self.settings(["b.example.com"])).isEmpty)
    #expect(throws: Problem.self) { try board.reserve(one, try Self.settings(["b.example.com"])) }
    board.release(two)
    #expect(try board.reserve(one, try Self.settings(["b.example.com"])).isEmpty)
  }

  @Test func aPartOfAnothersPlaceIsWarnedOf() throws {
    let board = RouteBoard(domain: nil)
    board.set(try AppName("one"), to: Self.target, try Self.settings(["*.example.com"]))
    board.set(try AppName("two"), to: Self.target, try Self.settings([], [("/shop", true)]))
    let overlaps = try board.reserve(try AppName("three"), try Self.settings(["a.example.com"]))
    #expect(overlaps.map(\.owner.text) == ["one"])
    let below = try board.reserve(try AppName("three"), try Self.settings([], [("/shop/admin", true), ("/shopping", true)]))
    #expect(below.map(\.warning) == ["/shop/admin is a part of /shop, which goes to the app 'two'; requests there now come here"])
  }

  @Test func anEarlierDeploymentGoesFirst() throws {
    let (settings, other) = (try Self.settings(["a.example.com"]), try Self.settings(["b.example.com"]))
    let board = RouteBoard(domain: nil)
    let one = try AppName("one")
    _ = try board.reserve(one, settings)
    // The live release of the same app changes its target meanwhile.
    board.set(one, to: Self.target, other)
    #expect(throws: Problem.self) { try board.reserve(try AppName("two"), settings) }
    board.set(one, to: Self.target, settings)
    #expect(try board.reserve(try AppName("two"), other).isEmpty)
  }
}

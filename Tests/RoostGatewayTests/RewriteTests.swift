import Testing

@testable import RoostGateway

/// Addresses and cookies as the world must see them.
@Suite struct RewriteTests {
  private let place = PublicPlace(prefix: "/app/shop", host: "Roost.test:8080", scheme: .http, appPort: 3000)

  @Test(arguments: [
    ("/", "/app/shop/"), ("/login?a=/b", "/app/shop/login?a=/b"), ("/app/shop", "/app/shop"), ("/app/shop/x", "/app/shop/x"),
    ("/app/shopping", "/app/shop/app/shopping"), ("/app/shop?x", "/app/shop?x"), ("relative", "relative"), ("?q", "?q"), ("", ""),
    ("http://roost.test:8080/x", "http://roost.test:8080/app/shop/x"),
    ("https://roost.test:8080/x", "https://roost.test:8080/app/shop/x"),
    ("http://roost.test:8080/app/shop/x", "http://roost.test:8080/app/shop/x"),
    ("http://localhost:3000/x", "http://Roost.test:8080/app/shop/x"),
    ("http://127.0.0.1:3000", "http://Roost.test:8080/app/shop/"),
    ("http://127.0.0.1:3000?x", "http://Roost.test:8080/app/shop/?x"),
    ("http://other.test/x", "http://other.test/x"), ("http://roost.test/x", "http://roost.test/x"),
    ("mailto:a@b.c", "mailto:a@b.c"),
    ("//roost.test:8080/x", "//roost.test:8080/app/shop/x"), ("//other.test/x", "//other.test/x"),
  ])
  func addresses(sent: String, seen: String) {
    #expect(place.address(sent) == seen)
  }

  @Test func refresh() {
    #expect(place.refresh("5; URL='/next'") == "5; URL=/app/shop/next")
    #expect(place.refresh("5") == "5")
  }

  @Test(arguments: [
    ("a=1", "a=1; Path=/app/shop/"), ("a=1; Path=/", "a=1; Path=/app/shop/"),
    ("a=1; path=/x; Secure", "a=1; Path=/app/shop/x; Secure"),
    ("a=1; Path=/app/shop", "a=1; Path=/app/shop"), ("a=1; Path=x", "a=1; Path=/app/shop/"),
    ("a=1; Domain=.roost.test", "a=1; Path=/app/shop/"),
    ("a=1; Domain=test", "a=1; Path=/app/shop/"), ("a=1; Domain=other.test", "a=1; Domain=other.test; Path=/app/shop/"),
    ("roost_session=1", ""), ("__Host-roost_session=1; Path=/", ""), ("__Host-a=1; Path=/; Secure", "__Host-a=1; Path=/; Secure"),
  ])
  func cookies(sent: String, seen: String) {
    #expect(CookieRewrite(place: place).rewritten(sent) == seen)
  }

  @Test func whatIsNotTouchedKeepsItsBytes() {
    let head = "HTTP/1.1 302 Found\r\nX: \u{E9}\r\nLocation: /\u{E9}\r\nService-Worker-Allowed: /\r\n\r\n"
    let bytes = head.unicodeScalars.map { UInt8($0.value) }
    var scanner = ResponseScanner(limits: HeadLimits())
    #expect(bytes.withUnsafeBytes { scanner.scan($0) } == .complete)
    let result = bytes.withUnsafeBytes { ResponseRewrite(place: place).apply(scanner.head, without: scanner.drops, in: $0.bytes) }
    #expect(result.replaced == Array("Location: /app/shop/".utf8) + [0xE9, 13, 10])
    #expect(result.drops.count == 2)
  }
}

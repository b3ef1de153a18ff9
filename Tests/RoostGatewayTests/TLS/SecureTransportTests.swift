import Foundation
import RoostGateway
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// That clients use TLS, and what stays without it.
@Suite struct SecureTransportTests {
  private static func settings(redirect: Bool? = nil, hsts: Int? = nil) -> RouteSettings {
    var settings = RouteSettings()
    settings.https = SecureTransport(redirect: redirect, hsts: hsts)
    return settings
  }

  @Test func requestsWithoutTLSAreSentOn() async throws {
    let app = try TestApp.answering { ok("\($0.target)") }
    defer { app.stop() }
    try await TLSFixture.with { tls in
      tls.gateway.setRoute(try name("shop"), to: app.target(), settings: Self.settings(redirect: true))
      let answer = try await ask(tls.port, "POST /app/shop/a?b=c HTTP/1.1\r\nHost: localhost:1\r\nContent-Length: 2\r\n\r\nhi")
      #expect(answer.status == 308)
      #expect(answer["location"] == "https://localhost:\(tls.tlsPort)/app/shop/a?b=c")
      let old = try await ask(tls.port, "GET /app/shop/ HTTP/1.0\r\n\r\n")
      #expect(old.status == 403 && old.text.contains("https://"))
      tls.gateway.setCertificates([try tls.certificates.issue("one", for: "localhost")])
      #expect(try await tls.curl("localhost", "/app/shop/x").standardOutput == "/x")
    }
  }

  @Test func anAppsOwnWordIsStronger() async throws {
    let app = try TestApp.answering { _ in ok("fine") }
    defer { app.stop() }
    try await TLSFixture.with({ $0.https = SecureTransport(redirect: true, hsts: 60) }) { tls in
      tls.gateway.setRoute(try name("all"), to: app.target())
      tls.gateway.setRoute(try name("plain"), to: app.target(), settings: Self.settings(redirect: false, hsts: 86_400))
      #expect(try await ask(tls.port, get("/app/all/")).status == 308)
      #expect(try await ask(tls.port, get("/app/plain/")).status == 200)
      tls.gateway.setCertificates([try tls.certificates.issue("one", for: "localhost")])
      let all = try await tls.curl("localhost", "/app/all/", "--head", "--http1.1").standardOutput
      #expect(all.contains("Strict-Transport-Security: max-age=60\r\n"), "\(all)")
      let plain = try await tls.curl("localhost", "/app/plain/", "--head", "--http2").standardOutput
      #expect(plain.contains("strict-transport-security: max-age=86400\r\n"), "\(plain)")
      // Only over TLS (RFC 6797, 7.2).
      #expect(try await ask(tls.port, get("/app/plain/"))["strict-transport-security"] == nil)
    }
  }

  @Test func withoutAListenerForTLSNobodyIsSentThere() async throws {
    let app = try TestApp.answering { _ in ok("fine") }
    defer { app.stop() }
    try await withGateway { gateway, port in
      gateway.setRoute(try name("shop"), to: app.target(), settings: Self.settings(redirect: true))
      #expect(try await ask(port, get("/app/shop/")).status == 200)
    }
  }

  @Test func challengesAreAnsweredOnEveryHostAndNothingElseOfTheDirectory() async throws {
    let root = NSTemporaryDirectory() + "roost-acme-\(UUID().uuidString)"
    let directory = root + "/.well-known/acme-challenge"
    try FileManager.default.createDirectory(atPath: directory + "/sub", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    try "proof".write(toFile: directory + "/tok_en-1", atomically: true, encoding: .utf8)
    try "secret".write(toFile: root + "/secret", atomically: true, encoding: .utf8)
    try "secret".write(toFile: directory + "/x.html", atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(atPath: directory + "/link", withDestinationPath: root + "/secret")
    let app = try TestApp.answering { _ in ok("app") }
    defer { app.stop() }
    try await TLSFixture.with({
      $0.challenges = FilePath(root)
      $0.https = SecureTransport(redirect: true)
    }) { tls in
      tls.gateway.setRoute(try name("shop"), to: app.target())
      let path = "/.well-known/acme-challenge/"
      for host in ["www.example.org", "shop.localhost", "roost.test:8080"] {
        let answer = try await ask(tls.port, get(path + "tok_en-1", host: host))
        #expect(answer.status == 200 && answer.text == "proof", "\(host): \(answer.startLine)")
      }
      for name in ["sub", "x.html", "link", "../../secret", "%2e%2e/secret", "none", "tok_en-1/", "tok_en-1?x"] {
        let answer = try await ask(tls.port, get(path + name))
        #expect(answer.text != "secret" && (answer.status == 200) == (name == "tok_en-1?x"), "\(name): \(answer.startLine)")
      }
      #expect(try await ask(tls.port, get("/.well-known/other", host: "shop.localhost")).status == 308)
    }
  }
}

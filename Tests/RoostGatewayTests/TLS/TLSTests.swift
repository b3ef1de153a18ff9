import Foundation
import RoostGateway
import RoostModel
import RoostSystem
import Testing

/// Real clients against a gateway that listens with TLS.
@Suite struct TLSTests {
  @Test func anAppIsReachedAndHearsOfIt() async throws {
    let app = try TestApp.answering { ok("\($0["x-forwarded-proto"] ?? "none") \($0["x-forwarded-host"] ?? "")") }
    defer { app.stop() }
    try await TLSFixture.with { tls in
      tls.gateway.setRoute(try name("shop"), to: app.target())
      #expect(tls.gateway.setCertificates([try tls.certificates.issue("local", for: "shop.localhost")]).isEmpty)
      let result = try await tls.curl("shop.localhost", "/")
      #expect(result.standardOutput == "https shop.localhost:\(tls.tlsPort)", "\(result.standardError)")
      #expect(tls.gateway.handshakes.completed == 1)
    }
  }

  @Test func whichHostsHaveACertificateIsKnown() async throws {
    try await TLSFixture.with { tls in
      #expect(tls.gateway.certificate(for: "one.test") == nil)
      tls.gateway.setCertificates([try tls.certificates.issue("one", for: "one.test")])
      #expect(tls.gateway.certificate(for: "one.test") == .named && tls.gateway.certificate(for: "two.test") == nil)
      tls.gateway.setCertificates([try tls.certificates.issue("one", for: "one.test", isFallback: true)])
      #expect(tls.gateway.certificate(for: "one.test") == .named && tls.gateway.certificate(for: "two.test") == .fallback)
    }
    try await withGateway { (gateway, _) async throws in
      gateway.setCertificates([try TestCertificates().issue("one", for: "one.test")])
      #expect(gateway.certificate(for: "one.test") == nil, "nobody listens with TLS")
    }
  }

  @Test func redirectsOfTheAppStayOnHTTPS() async throws {
    let app = try TestApp.answering { _ in
      "HTTP/1.1 302 Found\r\nLocation: http://localhost:3000/next\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n"
    }
    defer { app.stop() }
    try await TLSFixture.with { tls in
      tls.gateway.setRoute(try name("shop"), to: app.target())
      tls.gateway.setCertificates([try tls.certificates.issue("local", for: "localhost")])
      let result = try await tls.curl("localhost", "/app/shop/", "--head")
      #expect(result.standardOutput.contains("https://localhost:\(tls.tlsPort)/app/shop/next\r\n"), "\(result.standardOutput)")
      #expect(result.standardOutput.contains("Path=/app/shop/"), "\(result.standardOutput)")
    }
  }

  @Test func eachNameGetsItsOwnCertificate() async throws {
    try await TLSFixture.with { tls in
      tls.gateway.setCertificates([
        try tls.certificates.issue("one", for: "one.test"), try tls.certificates.issue("two", for: "two.test", "*.two.test"),
      ])
      for (host, shown) in [("one.test", "one.test"), ("two.test", "two.test"), ("deep.two.test", "*.two.test")] {
        let text = try await tls.handshake("-servername", host, "-verify_hostname", host, "-verify_return_error", "-brief")
        #expect(text.contains("Verification: OK"), "\(host): \(text)")
        #expect(text.contains("Verified peername: \(shown)"), "\(host): \(text)")
      }
    }
  }

  @Test func aNameWithoutACertificateIsRefusedByName() async throws {
    try await TLSFixture.with { tls in
      tls.gateway.setCertificates([try tls.certificates.issue("one", for: "one.test")])
      let text = try await tls.handshake("-servername", "other.test")
      #expect(text.contains("unrecognized name"), "\(text)")
      #expect(!text.contains("BEGIN CERTIFICATE"), "\(text)")
      let nameless = try await tls.handshake("-noservername")
      #expect(nameless.contains("unrecognized name"), "\(nameless)")
      #expect(tls.gateway.handshakes.refused == 2)
      #expect(try await tls.curl("one.test", "/").succeeded)
    }
  }

  @Test func theFallbackIsForTheRestAndAddressesFindTheirOwn() async throws {
    try await TLSFixture.with { tls in
      tls.gateway.setCertificates([
        try tls.certificates.issue("default", for: "fallback.test", isFallback: true),
        try tls.certificates.issue("local", for: "localhost", "127.0.0.1"),
      ])
      let text = try await tls.handshake("-servername", "other.test", "-verify_hostname", "fallback.test", "-brief")
      #expect(text.contains("Verified peername: fallback.test"), "\(text)")
      #expect(try await tls.curl("127.0.0.1", "/").succeeded)
    }
  }

  @Test(arguments: ["-tls1", "-tls1_1"])
  func oldVersionsAreRefused(_ version: String) async throws {
    try await TLSFixture.with { tls in
      tls.gateway.setCertificates([try tls.certificates.issue("one", for: "one.test")])
      let text = try await tls.handshake("-servername", "one.test", version, "-cipher", "ALL:@SECLEVEL=0")
      #expect(text.contains("alert protocol version"), "\(text)")
      let count = tls.gateway.handshakes
      #expect(try await eventually { count.failed == 1 })
    }
  }

  @Test(arguments: ["-tls1_2", "-tls1_3"])
  func sessionsAreResumed(_ version: String) async throws {
    let file = NSTemporaryDirectory() + "roost-session-\(UUID().uuidString)"
    defer { unlink(file) }
    try await TLSFixture.with { tls in
      let certificate = try tls.certificates.issue("one", for: "one.test")
      tls.gateway.setCertificates([certificate])
      let request = "printf 'GET / HTTP/1.1\\r\\nHost: one.test\\r\\nConnection: close\\r\\n\\r\\n'"
      func connect(_ session: String) async throws -> String {
        let command =
          "(\(request); sleep 1) | timeout 10 openssl s_client -connect 127.0.0.1:\(tls.tlsPort) -servername one.test "
          + "-CAfile \(tls.certificates.authorityFile) -ign_eof \(version) \(session) \(file)"
        return try await ExternalCommand("sh", ["-c", command]).run().standardOutput
      }
      #expect(try await connect("-sess_out").contains("New, TLS"))
      tls.gateway.setCertificates([certificate, try tls.certificates.issue("two", for: "two.test")])
      #expect(try await connect("-sess_in").contains("Reused, TLS"))
    }
  }

  @Test func whoSaysNothingIsCutAndWhoSpeaksHTTPToo() async throws {
    try await TLSFixture.with({ $0.times.head = .milliseconds(800) }) { tls in
      tls.gateway.setCertificates([try tls.certificates.issue("one", for: "one.test")])
      let port = tls.tlsPort
      for text in ["", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", "GET / HTTP/1.1\r\nHost: one.test\r\n\r\n"] {
        let rest = try await onThread {
          let socket = try RawSocket.connect(port)
          try socket.send(text)
          return try socket.read()
        }
        #expect(rest.isEmpty || rest.first == 0x15, "\(text.debugDescription): \(rest)")
      }
      let count = tls.gateway.handshakes
      #expect(try await eventually { count.failed + count.refused == 3 })
      #expect(try await tls.curl("one.test", "/").succeeded)
    }
  }

  @Test func newCertificatesAreForNewConnections() async throws {
    let app = try TestApp.answering { _ in ok("fine") }
    defer { app.stop() }
    try await TLSFixture.with { tls in
      tls.gateway.setRoute(try name("shop"), to: app.target())
      tls.gateway.setCertificates([try tls.certificates.issue("one", for: "localhost")])
      // One connection for all requests: certificates change twenty times meanwhile.
      async let running = tls.curl("localhost", "/app/shop/?[1-300]", "--rate", "200/s", "--fail")
      for _ in 0..<20 {
        tls.gateway.setCertificates([try tls.certificates.issue("one", for: "localhost")])
        #expect(try await tls.curl("localhost", "/app/shop/").standardOutput == "fine")
      }
      let result = try await running
      #expect(result.succeeded && result.standardOutput == String(repeating: "fine", count: 300), "\(result.standardError)")
    }
  }

  @Test func whatIsBrokenLeavesTheOldOneInPlace() async throws {
    try await TLSFixture.with { tls in
      let good = try tls.certificates.issue("one", for: "one.test")
      let other = try tls.certificates.issue("one", for: "one.test")
      tls.gateway.setCertificates([good])
      let broken = tls.certificates.mixed(good, keyOf: other)
      let faults = tls.gateway.setCertificates([broken])
      #expect(faults.map(\.label) == ["one"])
      #expect(faults.first?.problem.code == .certificateInvalid)
      #expect(try await tls.curl("one.test", "/").succeeded)
      tls.gateway.setCertificates([])
      #expect(try await tls.curl("one.test", "/").succeeded == false)
    }
  }

  @Test func anExpiredCertificateIsTheClientsToRefuse() async throws {
    try await TLSFixture.with { tls in
      tls.gateway.setCertificates([try tls.certificates.issue("one", for: "one.test", age: 400 * 86_400)])
      let result = try await tls.curl("one.test", "/")
      #expect(result.standardError.contains("expired"), "\(result.standardError)")
      #expect(try await tls.curl("one.test", "/", "--insecure").succeeded)
    }
  }
}

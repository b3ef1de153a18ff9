import Foundation
import RoostGateway
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

/// HTTP/2 where TLS agreed on it.
@Suite struct CurlTLSTests {
  @Test(arguments: [("--http2", "HTTP/2 200"), ("--http1.1", "HTTP/1.1 200")])
  func theClientChooses(option: String, first: String) async throws {
    let app = try TestApp.answering { ok($0.startLine + ($0["x-forwarded-proto"] ?? "")) }
    defer { app.stop() }
    try await TLSFixture.with { fixture in
      fixture.gateway.setCertificates([try fixture.certificates.issue("one", for: "one.test")])
      fixture.gateway.setRoute(try name("shop"), to: app.target())
      let answer = try await fixture.curl("one.test", "/app/shop/x", option, "--include").standardOutput
      #expect(answer.hasPrefix(first))
      #expect(answer.hasSuffix("GET /x HTTP/1.1https"))
    }
  }

  /// A file goes through TLS and windows whole.
  @Test func filesComeWhole() async throws {
    try await ScratchDirectory.with("h2") { root in
      let text = String(repeating: "0123456789abcdef", count: 100_000)
      try text.write(toFile: root.appending("big.txt").string, atomically: true, encoding: .utf8)
      try await TLSFixture.with { fixture in
        fixture.gateway.setCertificates([try fixture.certificates.issue("one", for: "one.test")])
        fixture.gateway.setRoute(try name("site"), to: .files(root: root, singlePage: false))
        let secure = try await fixture.curl("one.test", "/app/site/big.txt", "--http2").standardOutput
        #expect(secure == text)
        let plain = try await TestProcess(
          "/usr/bin/curl", ["--silent", "--http2-prior-knowledge", "http://127.0.0.1:\(fixture.port)/app/site/big.txt"]
        ).finish()
        #expect(plain.output == text)
      }
    }
  }
}

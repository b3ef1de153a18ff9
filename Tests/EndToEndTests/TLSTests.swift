import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct TLSTests {
    /// A daemon that listens with TLS, and one static site.
    private static func withSite(_ body: (RoostFixture, Int) async throws -> Void) async throws {
      let port = try FreePort.find()
      try await RoostFixture.with(variables: ["ROOST_GATEWAY_TLS_PORT": String(port)]) { roost in
        let site = try roost.project("site", ["index.html": "<p>hello</p>"])
        #expect(try await roost.roost("deploy", site, "--yes").status == 0)
        try await body(roost, port)
      }
    }

    @Test func fromLocalToAnOpenPage() async throws {
      try await Self.withSite { roost, port in
        let made = try await roost.roost("tls", "local", "--json").decoded(LocalCertificateResult.self)
        #expect(made.certificate.hosts.contains("site.localhost"))
        let words = ["--cacert", made.authority, "--resolve", "site.localhost:\(port):127.0.0.1"]
        try await eventually("the certificate is in use") {
          try await roost.curl(words + ["https://site.localhost:\(port)/"]).body == "<p>hello</p>"
        }
        // What is broken changes nothing and is told; what is removed is gone.
        let file = roost.home + "/tls/local.pem"
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        try Data("broken".utf8).write(to: URL(fileURLWithPath: file))
        let list = try await roost.roost("tls", "list")
        #expect(list.output.contains("not usable"), "\(list.output)")
        #expect(try await roost.curl(words + ["https://site.localhost:\(port)/"]).status == 200)
        #expect(try await roost.roost("tls", "remove", "local").status == 0)
        try await eventually("the certificate is gone") {
          try await roost.curl(words + ["https://site.localhost:\(port)/"]).status == 0
        }
      }
    }

    /// What certbot's timer does: an attempt that failed is shown until one succeeds.
    private func renewals(_ roost: RoostFixture, _ scratch: String, _ server: String) async throws {
      func renew(_ more: String...) async throws -> CommandOutput {
        let words = ["certbot", "renew", "--no-random-sleep-on-renew", "--server", server] + more
        let places = [("config", "config"), ("work", "work"), ("logs", "logs")].flatMap {
          ["--\($0.0)-dir", "\(scratch)/certbot/\($0.1)"]
        }
        return try await TestProcess("/usr/bin/env", words + places).finish()
      }
      func renewal() async throws -> FailedRenewal? {
        try await roost.roost("tls", "list", "--json").decoded([CertificateSummary].self)[0].renewal
      }
      #expect(try await renewal() == nil)
      // Nobody answers the challenge.
      try await roost.stopDaemon()
      #expect(try await renew("--dry-run").status != 0)
      #expect(try await renewal() == nil, "a trial is no attempt")
      #expect(try await renew("--force-renewal").status != 0)
      let failed = try #require(try await renewal())
      #expect(failed.problem.hint.contains("certbot renew --cert-name www.example.org --config-dir \(scratch)/certbot/config"))
      #expect(try await roost.roost("tls", "list").output.contains("not renewed"))
      try await roost.restartDaemon()
      let socket = ["--unix-socket", roost.home + "/roost.sock", "http://roost/api/v1/certificates"]
      #expect(try await roost.curl(socket).body.contains("certbot tried to renew it"))
      let renewed = try await renew("--force-renewal")
      #expect(renewed.status == 0, "\(renewed.errors)")
      #expect(try await renewal() == nil)
    }

    /// certbot itself against an authority of the test's own, which really fetches the challenge through the gateway.
    @Test func certbotProvesItsHostsThroughTheGateway() async throws {
      try await Self.withSite { roost, port in
        let scratch = NSTemporaryDirectory() + "roost-acme-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("acme-server.py").path
        let authority = try TestProcess("/usr/bin/python3", [script, String(roost.port), scratch + "/ca.crt"])
        defer { authority.signal(SIGKILL) }
        try await eventually("the authority listens") { !authority.outputSoFar.isEmpty }
        let server = "http://127.0.0.1:\(authority.outputSoFar.filter(\.isNumber))/directory"
        let words = [
          "--email", "me@example.org", "--server", server, "--certbot-directory", scratch + "/certbot",
        ]
        let got = try await roost.start(["tls", "acme", "www.example.org", "example.org"] + words).finish()
        #expect(got.status == 0, "\(got.output) \(got.errors) \(authority.errorsSoFar)")
        let page = ["--cacert", scratch + "/ca.crt", "--connect-to", "::127.0.0.1:\(port)", "https://example.org/"]
        try await eventually("the certificate is in use") { try await roost.curl(page).status == 200 }
        try await renewals(roost, scratch, "http://127.0.0.1:\(authority.outputSoFar.filter(\.isNumber))/directory")
        #expect(try await roost.roost("tls", "remove", "www.example.org").status == 0)
      }
    }
  }
}

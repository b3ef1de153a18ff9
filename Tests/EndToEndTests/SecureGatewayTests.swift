import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// TLS, HTTP/2 and what people see of both.
  @Suite struct SecureGatewayTests {
    @Test func whatHasACertificateIsNamedWithHTTPS() async throws {
      try await SecureRoost.with { secure in
        let roost = secure.roost
        _ = try await roost.roost("tls", "remove", "local")
        let site = try roost.project(
          "site", ["index.html": "hello", "roost.yml": "gateway: {hosts: [site.test, \"*.site.test\"]}\n"])
        let deployed = try await roost.roost("deploy", site, "--json").last(DeployResult.self)
        #expect(
          deployed.app.urls == [
            "http://site.test:\(roost.port)/", "http://localhost:\(roost.port)/app/site/", "http://site.localhost:\(roost.port)/",
            "http://*.site.test:\(roost.port)/",
          ])
        try await secure.certify("site")
        let urls = try await roost.info("site").summary.urls
        #expect(urls.contains("https://localhost:\(secure.tlsPort)/app/site/") && urls.contains(secure.url("site")), "\(urls)")
        #expect(urls.first == "http://site.test:\(roost.port)/", "it has no certificate: \(urls)")
        let list = try await roost.roost("app", "list").output
        #expect(list.contains("http://site.test:\(roost.port)/"))
        let local = try await roost.roost("tls", "local", "site.test").output
        #expect(local.contains("at port \(secure.tlsPort)") && local.contains(secure.url("site")), "\(local)")
        try await eventually("the new certificate is known") {
          try await roost.info("site").summary.urls.first == "https://site.test:\(secure.tlsPort)/"
        }
        let again = try await roost.roost("tls", "local", "--json").decoded(LocalCertificateResult.self)
        #expect(again.certificate.hosts.contains("site.test"), "what it was for stays: \(again.certificate.hosts)")
      }
    }

    /// Twenty times fifty, each fifty at once.
    @Test func manyRequestsAtOnceOverHTTP2() async throws {
      try await SecureRoost.with { secure in
        let roost = secure.roost
        let app = try roost.project("many", Projects.hello(String(repeating: "hello ", count: 5000)))
        #expect(try await roost.roost("deploy", app, "--yes").status == 0)
        let site = try roost.project("site", ["index.html": String(repeating: "page ", count: 20_000)])
        #expect(try await roost.roost("deploy", site).status == 0)
        try await secure.certify("site")
        for (name, size) in [("many", 30_000), ("site", 100_000)] {
          let line = "2 200 \(size)"
          for round in 1...20 {
            let result = try await secure.curl([
              "--http2", "--parallel", "--parallel-immediate", "--parallel-max", "50", "-o", "/dev/null", "-w",
              "%{http_version} %{http_code} %{size_download}\n", secure.url(name, "/?n=[1-50]"),
            ]).finish()
            let lines = result.output.split(separator: "\n")
            #expect(result.status == 0 && lines.count == 50, "\(name), round \(round): \(result.errors)")
            #expect(lines.allSatisfy { $0 == line }, "\(name), round \(round): \(Set(lines))")
          }
        }
      }
    }

    /// Connections are opened all the time while certificates change: none fails, and the new one is shown.
    @Test func certificatesChangeUnderLoad() async throws {
      try await SecureRoost.with { secure in
        let roost = secure.roost
        #expect(try await roost.roost("deploy", roost.project("site", ["index.html": "hello"])).status == 0)
        try await secure.certify("site")
        let before = try await secure.certificate("site")
        let load = try secure.curl([
          "--http1.1", "-H", "Connection: close", "-o", "/dev/null", "-w", "%{http_code}\n", secure.url("site", "/?n=[1-2000]"),
        ])
        var changes = 0
        while load.isRunning {
          #expect(try await roost.roost("tls", "local").status == 0)
          changes += 1
        }
        let result = await load.finish()
        let lines = result.output.split(separator: "\n")
        #expect(result.status == 0 && lines.count == 2000 && lines.allSatisfy { $0 == "200" }, "\(result.errors.prefix(500))")
        #expect(changes > 2, "\(changes)")
        #expect(try await secure.certificate("site") != before)
      }
    }
  }
}

import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct GatewayTests {
    /// From roost.yml over the real daemon to the command line.
    @Test func anAppIsCountedLimitedAndLogged() async throws {
      try await RoostFixture.with { roost in
        let settings = "gateway:\n  access-log: true\n  limits: {client-rate: 1/h, client-burst: 3}\n"
        let directory = try roost.project("site", ["index.html": "<h1>hello</h1>", "roost.yml": settings])
        let deployed = try await roost.roost("deploy", directory)
        #expect(deployed.status == 0, "\(deployed.output)\(deployed.errors)")
        var statuses: [Int] = []
        for _ in 0..<4 { statuses.append(try await roost.get("site", "/?token=secret").status) }
        #expect(statuses == [200, 200, 200, 429])

        let log = try await roost.roost("app", "logs", "site", "--access", "--json")
        #expect(log.status == 0, "\(log.output)\(log.errors)")
        let records = try log.output.split(separator: "\n").map {
          try JSONDecoder().decode(AccessRecord.self, from: Data($0.utf8))
        }
        #expect(records.map(\.status) == [200, 200, 200, 429])
        #expect(records.allSatisfy { $0.path == "/app/site/" && $0.method == "GET" } && !log.output.contains("secret"))

        let status = try await roost.roost("gateway", "status", "site", "--json")
        let metrics = try JSONDecoder().decode(GatewayStatus.self, from: Data(status.output.utf8))
        #expect(metrics.apps.map(\.refused.clientRate) == [1] && metrics.apps.map(\.successful) == [3])
        let text = try await roost.roost("gateway", "metrics").output
        #expect(text.contains(#"roost_requests_total{app="site",class="2xx"} 3"#))
        #expect(try await roost.roost("gateway", "status", "none").status != 0)
        #expect(try await roost.roost("gateway", "status").output.contains("REFUSED: by the app's own limits"))
      }
    }
  }
}

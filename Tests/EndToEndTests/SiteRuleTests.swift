import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// `_redirects` and `_headers` of a site: what is followed, and what is said of the rest.
  @Suite struct SiteRuleTests {
    private static let files = [
      "index.html": "home", "404.html": "lost", "new.html": "new",
      "_redirects": "/old/* /new?was=:splat 302\n/bad\n/far Country=de /x\n",
      "_headers": "/*\n  X-Frame-Options: DENY\n  Content-Length: 1\n  Refresh: 0;url=/\n",
    ]
    private static let lines = ["_redirects:2 ", "_redirects:3 ", "_headers:3 ", "_headers:4 "]

    @Test func linesThatCannotBeFollowedAreSaid() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("site", Self.files)
        let plan = try await roost.roost("plan", directory)
        let deployed = try await roost.roost("deploy", directory)
        #expect(plan.status == 0 && deployed.status == 0, "\(plan.errors)\(deployed.errors)")
        for line in Self.lines {
          #expect(plan.output.contains(line), "\(line) is not in \(plan.output)")
          #expect((deployed.errors + deployed.output).contains(line), "\(line) is not in \(deployed.errors)")
        }
        let result = try await roost.roost("deploy", directory, "--json").last(DeployResult.self)
        #expect(result.warnings.count == Self.lines.count, "\(result.warnings)")

        let moved = try await roost.curl(["-i", "http://127.0.0.1:\(roost.port)/app/site/old/a"])
        #expect(moved.status == 302 && moved.body.contains("/app/site/new?was=a"), "\(moved.body)")
        let home = try await roost.curl(["-i", "http://127.0.0.1:\(roost.port)/app/site/"])
        #expect(home.body.contains("X-Frame-Options: DENY") && !home.body.contains("Refresh") && home.body.hasSuffix("home"))
        let lost = try await roost.get("site", "/none")
        #expect(lost.status == 404 && lost.body == "lost")
      }
    }
  }
}

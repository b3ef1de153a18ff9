import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// The API against its own description, by tools of others.
  @Suite("description") struct DescriptionTests {
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("scripts/api-check/run.sh").path

    private func with(_ body: (RoostFixture, _ url: String, _ tools: String) async throws -> Void) async throws {
      let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("roost-description-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: scratch) }
      let port = try FreePort.find()
      try await RoostFixture.with(home: scratch + "/home", variables: ["ROOST_API_PORT": "\(port)"]) { roost in
        let site = try roost.project("shop", ["index.html": "<h1>shop</h1>"])
        #expect(try await roost.roost("deploy", site).status == 0)
        try await body(roost, "http://localhost:\(port)", scratch + "/tools")
      }
    }

    private func check(_ url: String, _ tools: String, _ token: NewToken, examples: Int) async throws -> CommandOutput {
      let variables = ["ROOST_TOKEN": token.token, "EXAMPLES": "\(examples)", "NO_COLOR": "1", "no_proxy": "localhost"]
      return try await TestProcess(DescriptionTests.script, [url, tools], variables: variables).finish()
    }

    private func token(_ roost: RoostFixture, _ name: String, _ scope: AccessScope) async throws -> NewToken {
      try await roost.roost("token", "create", name, "--scope", scope.rawValue, "--json").decoded(NewToken.self)
    }

    @Test func aDeploymentThatIsAskedForAgainIsMadeOnce() async throws {
      try await with { roost, url, _ in
        let token = try await token(roost, "doer", .admin).token
        let site = try roost.project("again", ["index.html": "<h1>again</h1>"])
        func deploy(_ name: String) async throws -> (status: Int, body: String) {
          try await roost.curl([
            "-H", "Authorization: Bearer \(token)", "-H", "Content-Type: application/json", "-H", "Idempotency-Key: one", "-d",
            #"{"directory":"\#(site)","name":"\#(name)","installsRuntimes":false,"force":true}"#, "\(url)/api/v1/deployments",
          ])
        }
        let first = try await deploy("again")
        let result = try #require(first.body.split(separator: "\n").last)
        #expect(first.status == 200 && result.hasPrefix(#"{"result":"#), "\(first)")
        #expect(try await deploy("again").body.split(separator: "\n") == [result])
        let other = try await deploy("another")
        #expect(other.status == 422 && other.body.contains("idempotency.reused"))
        try await roost.killDaemon()
        try await roost.restartDaemon()
        #expect(try await deploy("again").body.split(separator: "\n") == [result])
        #expect(try await roost.info("again").releases.count == 1)
      }
    }

    /// First with a token that may look: nothing comes of anything. Then with one that may do all.
    @Test(.timeLimit(.minutes(20))) func noRequestFindsAFaultInIt() async throws {
      try await with { roost, url, tools in
        let before = try await roost.roost("app", "info", "shop", "--json").output
        let looked = try await check(url, tools, try await token(roost, "looker", .read), examples: 1)
        #expect(looked.status == 0, "\(looked.output.suffix(6000))\(looked.errors.suffix(2000))")
        let entries = try await roost.roost("audit", "--json").output.split(separator: "\n").map {
          try JSONDecoder().decode(AuditEntry.self, from: Data($0.utf8))
        }
        let own = entries.filter { $0.actor == "looker" }
        #expect(own.count > 50)
        for entry in own where entry.outcome == "accepted" {
          // To plan an installation changes nothing.
          #expect(entry.action.requirement == .scope(.read), "\(entry)")
        }
        #expect(try await roost.roost("app", "info", "shop", "--json").output == before)
        let tried = try await check(url, tools, try await token(roost, "doer", .admin), examples: 4)
        #expect(tried.status == 0, "\(tried.output.suffix(6000))\(tried.errors.suffix(2000))")
        #expect(try await roost.roost("app", "list").status == 0)
      }
    }
  }
}

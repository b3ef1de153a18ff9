import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// What was written is found again.
  @Suite struct LogTests {
    private static func talker(_ word: String) -> [String: String] {
      Projects.node(
        """
        console.log('\(word) begins with ' + process.env.API_KEY)
        require('http').createServer((q, r) => { console.error('asked for ' + q.url); r.end('ok') }).listen(process.env.PORT)
        """)
    }

    private func lines(_ output: CommandOutput) -> [String] { output.output.split(separator: "\n").map(String.init) }

    private func lastLine(_ output: CommandOutput) throws -> LogLine {
      try JSONDecoder().decode(LogLine.self, from: Data(try #require(lines(output).last).utf8))
    }

    @Test func outputIsSearchedOverReleasesAndStaysMasked() async throws {
      // What a release that waits frozen wrote is read when it is put away.
      try await RoostFixture.with(variables: ["ROOST_RELEASE_PROBATION": "0"]) { roost in
        _ = try await roost.roost("app", "env", "set", "thing", "--secret", "API_KEY=hunter2-hunter2")
        #expect(try await roost.roost("deploy", roost.project("thing", Self.talker("first")), "--yes").status == 0)
        _ = try await roost.get("thing", "/one")
        #expect(try await roost.roost("deploy", roost.project("thing", Self.talker("second"))).status == 0)
        _ = try await roost.get("thing", "/TWO")
        try await eventually("it is written") {
          try await roost.roost("logs", "thing").output.contains("asked for /TWO")
        }
        let both = ["first begins with ***", "second begins with ***"]
        try await eventually("the first run is put away") {
          lines(try await roost.roost("logs", "thing", "--grep", "BEGINS", "-i")) == both
        }
        #expect(try await roost.roost("logs", "thing", "--grep", "hunter2").output == "")
        let second = try await roost.roost("logs", "thing", "--release", "2", "--grep", "asked for /TWO", "--json")
        let line = try lastLine(second)
        #expect(line.release == 2 && line.channel == .standardError)
        let late = try await roost.roost("logs", "thing", "--since", "\(line.at - 0.001)", "--times")
        #expect(lines(late).contains("\(TimePoint.text(line.at)) asked for /TWO"), "\(late.output)")
        #expect(try await roost.roost("logs", "thing", "--until", "\(line.at - 3600)").output == "")
        let last = lines(try await roost.roost("logs", "thing", "-n", "1", "--grep", "begins"))
        #expect(last == ["second begins with ***"])
        let former = lines(try await roost.roost("logs", "thing", "--release", "1", "-n", "1"))
        #expect(former.count == 1 && former.first?.hasPrefix("asked for /") == true, "\(former)")
        #expect(try await roost.roost("logs", "thing", "--release", "9").status == ProblemCode.releaseNotFound.exitStatus)
        #expect(try await roost.roost("logs", "thing", "--since", "soon").status == ProblemCode.usageInvalid.exitStatus)

        // What a browser would do: events, and the same place after a break.
        let url = "http://roost/api/v1/apps/thing/logs?grep=begins"
        let events = ["--unix-socket", roost.home + "/roost.sock", "-H", "Accept: text/event-stream"]
        let all = try await roost.curl(events + [url]).body.components(separatedBy: "\n\n").filter { $0.hasPrefix("id: ") }
        let id = try #require(all.first?.split(separator: "\n").first?.dropFirst(4))
        let rest = try await roost.curl(events + ["-H", "Last-Event-ID: \(id)", url]).body
        #expect(all.count == 2 && rest.contains("second begins") && !rest.contains("first begins"), "\(rest)")
      }
    }

    @Test func whatWaitsFrozenIsReadAtOnceAndFollowersGoOn() async throws {
      try await RoostFixture.with { roost in
        var files = Self.talker("first")
        #expect(try await roost.roost("deploy", roost.project("thing", files), "--yes").status == 0)
        let follower = try roost.start(["logs", "thing", "-f"])
        try await eventually("it follows") { follower.outputSoFar.contains("first begins") }
        let dies = "if (q.url == '/die') process.exit(3); r.end("
        files["server.js"] = Self.talker("second")["server.js"]?.replacing("r.end(", with: dies)
        #expect(try await roost.roost("deploy", roost.project("thing", files)).status == 0)
        try await eventually("the old one waits") {
          let former = lines(try await roost.roost("logs", "thing", "--release", "1", "--grep", "begins"))
          return former == ["first begins with undefined"]
        }
        let both = ["first begins with undefined", "second begins with undefined"]
        #expect(lines(try await roost.roost("logs", "thing", "--grep", "begins")) == both)
        #expect(lines(try await roost.roost("logs", "thing", "-n", "2", "--grep", "begins")) == both)
        try await eventually(within: .seconds(20), "it follows the new one") { follower.outputSoFar.contains("second begins") }
        // Who comes now has only heard of the new one.
        let late = try roost.start(["logs", "thing", "-f", "-n", "1"])
        try await eventually("it follows the new one too") { late.outputSoFar.contains("\n") }
        // The new one fails, and the old one is back.
        _ = try await roost.get("thing", "/die")
        try await eventually("the old one serves again") {
          try await roost.roost("app", "deployments", "thing").output.contains("rolled-back")
        }
        _ = try await roost.get("thing", "/back-again")
        try await eventually(within: .seconds(20), "it is back with the old one") {
          follower.outputSoFar.contains("asked for /back-again")
        }
        try await eventually(within: .seconds(20), "so is who came late") { late.outputSoFar.contains("asked for /back-again") }
        #expect(!late.outputSoFar.contains("first begins"))
        late.signal(SIGINT)
        _ = await late.finish()
        #expect(follower.outputSoFar.components(separatedBy: "first begins").count == 2)
        follower.signal(SIGINT)
        _ = await follower.finish()
      }
    }

    @Test func whatAFailedBuildSaidStays() async throws {
      try await RoostFixture.with { roost in
        var files = Projects.hello("x")
        #expect(try await roost.roost("deploy", roost.project("thing", files), "--yes").status == 0)
        files["roost.yml"] = "build: echo curious word; exit 3\n"
        #expect(try await roost.roost("deploy", roost.project("thing", files)).status == ProblemCode.buildFailed.exitStatus)
        let newest = try await roost.roost("logs", "thing", "--build")
        #expect(newest.output.contains("== deployment 2\n") && newest.output.contains("curious word"), "\(newest.errors)")
        let found = try await roost.roost("logs", "thing", "--build", "--grep", "curious", "--json")
        #expect(try lastLine(found).release == 2)
        let first = try await roost.roost("logs", "thing", "--deployment", "1")
        #expect(first.output.contains("== deployment 1\n") && !first.output.contains("curious"), "\(first.errors)")
        #expect(try await roost.roost("logs", "thing", "--deployment", "9").status == ProblemCode.deploymentNone.exitStatus)
      }
    }
  }
}

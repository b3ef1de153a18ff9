import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct ReleaseTests {
    /// Answers with the text; ends on /quit and fails on /fail.
    private static func moody(_ text: String, _ settings: String = "") -> [String: String] {
      Projects.node(
        """
        require('http').createServer((request, response) => {
          if (request.url.startsWith('/fail')) response.statusCode = 500
          response.end(\(Projects.quoted(text)))
          if (request.url === '/quit') process.exit(7)
        }).listen(process.env.PORT, '127.0.0.1')
        """
      ).merging(settings.isEmpty ? [:] : ["roost.yml": settings]) { $1 }
    }

    private func deployments(_ roost: RoostFixture, _ app: String) async throws -> [DeploymentSummary] {
      try await roost.roost("app", "deployments", app, "--json").decoded([DeploymentSummary].self)
    }

    private func releases(_ roost: RoostFixture, _ app: String) async throws -> [ReleaseSummary] {
      try await roost.roost("app", "releases", app, "--json").decoded([ReleaseSummary].self)
    }

    @Test func anEarlierReleaseServesAgainAtOnceAndLater() async throws {
      try await RoostFixture.with { roost in
        let first = try roost.project("thing", Self.moody("one"))
        #expect(try await roost.roost("deploy", first, "--yes").status == 0)
        let old = try await roost.info("thing").summary.pid
        _ = try roost.project("thing", Self.moody("two"))
        #expect(try await roost.roost("deploy", first).status == 0)
        #expect(try await roost.get("thing").body == "two")
        // On probation the process that served before still waits.
        let back = try await roost.roost("app", "rollback", "thing")
        #expect(back.status == 0, "\(back.errors)")
        #expect(try await roost.get("thing").body == "one")
        #expect(try await roost.info("thing").summary.pid == old)
        #expect(try await releases(roost, "thing").map(\.state) == [.retired, .live])
        // Without it the release is started anew.
        let forth = try await roost.roost("app", "rollback", "thing", "2")
        #expect(forth.status == 0, "\(forth.errors)")
        #expect(try await roost.get("thing").body == "two")
        #expect(try await roost.roost("app", "restart", "thing").status == 0)
        #expect(try await roost.roost("app", "rollback", "thing", "1").status == 0)
        #expect(try await roost.get("thing").body == "one")
        #expect(try await roost.info("thing").summary.pid != old)
        #expect(try await deployments(roost, "thing").map(\.kind) == [.rollback, .rollback, .rollback, .deploy, .deploy])
        let none = try await roost.roost("app", "rollback", "thing")
        #expect(none.status == ProblemCode.releaseNotFound.exitStatus, "\(none.output)")
        #expect(try await roost.roost("app", "rollback", "thing", "9").status == ProblemCode.releaseNotFound.exitStatus)
      }
    }

    @Test func theWayBackPassesOverWhatSomebodyWentBackFrom() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("thing", Self.moody("one"))
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        for text in ["two", "three"] {
          _ = try roost.project("thing", Self.moody(text))
          #expect(try await roost.roost("deploy", directory).status == 0)
          #expect(try await roost.roost("app", "rollback", "thing").status == 0)
          #expect(try await roost.get("thing").body == "one")
        }
        #expect(try await deployments(roost, "thing").map(\.release) == [1, 3, 1, 2, 1])
      }
    }

    @Test func aReleaseThatEndsOnProbationGivesWayToTheOneBefore() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("thing", Self.moody("one"))
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        let old = try await roost.info("thing").summary.pid
        _ = try roost.project("thing", Self.moody("two"))
        #expect(try await roost.roost("deploy", directory).status == 0)
        #expect(try await roost.get("thing", "/quit").body == "two")
        try await eventually("the old one serves") { try await roost.get("thing").body == "one" }
        // The route comes first, for the visitors.
        try await eventually("it is written down") { try await deployments(roost, "thing").first?.state == .rolledBack }
        let detail = try await roost.info("thing")
        #expect(detail.summary.pid == old && detail.summary.release == 1 && detail.summary.state == .running)
        #expect(detail.releases.map(\.state) == [.failed, .live])
        #expect(try await deployments(roost, "thing").first?.problem?.code == .gateExited)
        // It goes on as any release does.
        _ = try roost.project("thing", Self.moody("three"))
        #expect(try await roost.roost("deploy", directory).status == 0)
        #expect(try await roost.get("thing").body == "three")
      }
    }

    @Test func aReleaseThatAnswersWithErrorsOnProbationGivesWayToo() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("thing", Self.moody("one"))
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        for _ in 0..<30 { _ = try await roost.get("thing") }
        _ = try roost.project("thing", Self.moody("two"))
        #expect(try await roost.roost("deploy", directory).status == 0)
        for _ in 0..<6 { #expect(try await roost.get("thing", "/fail").status == 500) }
        try await eventually("the old one serves") { try await roost.get("thing").body == "one" }
        try await eventually("it is written down") { try await deployments(roost, "thing").first?.state == .rolledBack }
        #expect(try await roost.info("thing").releases.map(\.state) == [.failed, .live])
      }
    }

    @Test func releaseCommandsRunOnceWithTheDataBeforeItServes() async throws {
      try await RoostFixture.with { roost in
        let migration = "echo migrated >> $ROOST_DATA_DIR/migrations; test ! -e stop"
        var files = Projects.node(
          """
          const fs = require('fs')
          require('http').createServer((q, r) => r.end(fs.readFileSync('/data/migrations', 'utf8'))).listen(process.env.PORT)
          """)
        files["Procfile"] = "web: node server.js\nrelease: \(migration)\n"
        let directory = try roost.project("thing", files)
        let first = try await roost.roost("deploy", directory, "--yes")
        #expect(first.status == 0, "\(first.errors)")
        #expect(try await roost.get("thing").body == "migrated\n")
        #expect(try await roost.roost("app", "restart", "thing").status == 0)
        #expect(try await roost.get("thing").body == "migrated\n")
        _ = try roost.project("thing", ["stop": ""])
        let failed = try await roost.roost("deploy", directory)
        #expect(failed.status == ProblemCode.buildFailed.exitStatus, "\(failed.errors)")
        #expect(try await roost.info("thing").summary.release == 1)
        #expect(try await roost.get("thing").status == 200)
      }
    }

    @Test func anExclusiveAppIsSwitchedWithoutALostRequest() async throws {
      try await RoostFixture.with { roost in
        // Two of it at a time would meet on the lock.
        func locked(_ text: String) -> [String: String] {
          Self.moody(text, "switch: exclusive\n").merging([
            "server.js": """
            const fs = require('fs'), lock = '/data/lock'
            fs.closeSync(fs.openSync(lock, 'wx'))
            process.on('SIGTERM', () => { fs.unlinkSync(lock); process.exit(0) })
            require('http').createServer((q, r) => r.end('\(text)')).listen(process.env.PORT, '127.0.0.1')
            """
          ]) { $1 }
        }
        let directory = try roost.project("thing", locked("one"))
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        _ = try roost.project("thing", locked("two"))
        let stop = directory + "-stop"
        let visitors = try TestProcess(
          "/bin/sh",
          [
            "-c",
            "while [ ! -e \(stop) ]; do curl -s -m 60 -o /dev/null -w '%{http_code}\\n' http://127.0.0.1:\(roost.port)/app/thing/; done",
          ])
        try await eventually("visitors come") { visitors.outputSoFar.contains("200") }
        let second = try await roost.roost("deploy", directory)
        #expect(second.status == 0, "\(second.errors)")
        #expect(try await roost.get("thing").body == "two")
        // One that cannot start leaves the old one serving.
        _ = try roost.project("thing", ["server.js": "process.exit(3)"])
        #expect(try await roost.roost("deploy", directory).status == ProblemCode.gateExited.exitStatus)
        #expect(try await roost.get("thing").body == "two")
        _ = FileManager.default.createFile(atPath: stop, contents: nil)
        let answers = Set(await visitors.finish().output.split(separator: "\n"))
        #expect(answers == ["200"])
      }
    }

    @Test func ofThoseThatWaitTheNewestIsDeployed() async throws {
      try await RoostFixture.with { roost in
        let slow = Self.moody("one", "build: [\"sh -c 'while [ ! -e /cache/go ]; do sleep 0.1; done'\"]\n")
        let directory = try roost.project("thing", slow)
        let first = try roost.start(["deploy", directory, "--yes"])
        // Before its first moment there is no such app.
        try await eventually("it builds") { (try? await deployments(roost, "thing"))?.first?.stage == "build" }
        _ = try roost.project("thing", Self.moody("two", "start: node server.js\n"))
        let second = try roost.start(["deploy", directory])
        try await eventually("the second waits") { try await deployments(roost, "thing").first?.state == .queued }
        _ = try roost.project("thing", Self.moody("three"))
        let third = try roost.start(["deploy", directory])
        let superseded = await second.finish()
        #expect(superseded.status == ProblemCode.deploymentSuperseded.exitStatus, "\(superseded.errors)")
        let cancelled = try await roost.roost("app", "cancel", "thing")
        #expect(cancelled.status == 0, "\(cancelled.errors)")
        #expect(await first.finish().status == ProblemCode.cancelled.exitStatus)
        _ = await third.finish()
        #expect(
          try await deployments(roost, "thing").map(\.state) == [.cancelled, .superseded, .cancelled])
        #expect(try await roost.roost("deploy", directory).status == 0)
        #expect(try await roost.get("thing").body == "three")
        #expect(try await roost.roost("app", "cancel", "thing").status == ProblemCode.deploymentNone.exitStatus)
        try await eventually("nothing of them is left") { try roost.sandboxes().count == 1 }
      }
    }

    @Test func aDeploymentThatTheDaemonsEndInterruptedIsResumed() async throws {
      try await RoostFixture.with { roost in
        let settings = """
          build: ["echo built >> /cache/builds", "sh -c 'test -e /cache/go || { touch /cache/waits; sleep 1000; }'"]
          start: node server.js
          """
        let directory = try roost.project("thing", Self.moody("one", settings))
        let deployment = try roost.start(["deploy", directory, "--yes"])
        try await eventually("it builds") {
          let detail = try? await roost.info("thing")
          return detail.map { FileManager.default.fileExists(atPath: $0.dataDirectory + "/../cache/waits") } ?? false
        }
        let data = try await roost.info("thing").dataDirectory
        try await roost.killDaemon()
        _ = await deployment.finish()
        try await roost.restartDaemon()
        #expect(try await deployments(roost, "thing").map(\.state) == [.interrupted])
        // What it was made of is what was copied then.
        try FileManager.default.removeItem(atPath: directory)
        _ = FileManager.default.createFile(atPath: data + "/../cache/go", contents: nil)
        let resumed = try await roost.roost("app", "resume", "thing")
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(try await roost.get("thing").body == "one")
        #expect(try await releases(roost, "thing").map(\.state) == [.live])
        #expect(try await roost.roost("app", "resume", "thing").status == ProblemCode.deploymentNone.exitStatus)
      }
    }

    @Test func pinnedReleasesStay() async throws {
      try await RoostFixture.with(variables: ["ROOST_RELEASE_KEPT": "1", "ROOST_RELEASE_PROBATION": "0"]) { roost in
        let directory = try roost.project("thing", ["index.html": "1"])
        for text in ["1", "2", "3", "4"] {
          _ = try roost.project("thing", ["index.html": text])
          #expect(try await roost.roost("deploy", directory).status == 0)
          if text == "1" { #expect(try await roost.roost("app", "pin", "thing", "1").status == 0) }
        }
        try await eventually("the others are gone") { try await releases(roost, "thing").map(\.number) == [4, 3, 1] }
        #expect(try await releases(roost, "thing").last?.pinned == true)
        #expect(try await roost.roost("app", "rollback", "thing", "1").status == 0)
        #expect(try await roost.get("thing").body == "1")
        #expect(try await roost.roost("app", "pin", "thing", "2").status == ProblemCode.releaseNotFound.exitStatus)
      }
    }
  }
}

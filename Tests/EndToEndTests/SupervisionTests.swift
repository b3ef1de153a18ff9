import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct SupervisionTests {
    private func crashes(_ roost: RoostFixture, _ app: String) async throws -> [CrashReport] {
      try await roost.roost("app", "crashes", app, "--json").decoded([CrashReport].self)
    }

    private func worker(_ roost: RoostFixture, _ app: String, _ name: String = "worker") async throws -> AppProcess? {
      try await roost.info(app).processes?.first { $0.name == name }
    }

    @Test func aCrashLeavesAReportWithWhatItPointsAt() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project(
          "thing",
          Projects.node(
            """
            require('http').createServer((q, r) => {
              r.end('ok')
              if (q.url === '/quit') { console.error("Error: Cannot find module 'late'"); process.exit(7) }
            }).listen(process.env.PORT)
            """))
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        _ = try await roost.get("thing", "/quit")
        try await eventually("it is written down") { try await !crashes(roost, "thing").isEmpty }
        let crash = try #require(try await crashes(roost, "thing").first)
        #expect(crash.exit.reason == .exited(7) && crash.release == 1 && crash.process == nil)
        #expect(crash.hints.first?.contains("'late'") == true)
        #expect(crash.lastLines.last == "Error: Cannot find module 'late'")
        #expect(crash.restartsAt != nil)
        let text = try await roost.roost("app", "crashes", "thing").output
        #expect(text.contains("exited with status 7") && text.contains("Points at"), "\(text)")
        // It outlives the releases.
        #expect(try await roost.roost("deploy", directory, "--force").status == 0)
        #expect(try await crashes(roost, "thing").first == crash)
      }
    }

    @Test func workersRunBesideWhatServesAndGoWithIt() async throws {
      try await RoostFixture.with { roost in
        var files = Projects.hello("web")
        files["worker.js"] = """
          const fs = require('fs')
          console.log('worker begins')
          setInterval(() => { if (fs.existsSync('/data/stop')) { fs.unlinkSync('/data/stop'); process.exit(5) } }, 20)
          """
        files["Procfile"] = "web: node server.js\nworker: node worker.js\n"
        let directory = try roost.project("thing", files)
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        try await eventually("the worker runs") { try await worker(roost, "thing")?.pid != nil }
        let first = try #require(try await worker(roost, "thing")?.pid)
        let web = try await roost.info("thing").summary.pid
        // It is taken over with the app.
        try await roost.killDaemon()
        try await roost.restartDaemon()
        #expect(try await worker(roost, "thing")?.pid == first)
        // It is started again by itself, and the app stays.
        let data = try await roost.info("thing").dataDirectory
        _ = FileManager.default.createFile(atPath: data + "/stop", contents: nil)
        try await eventually("another one runs") {
          guard let pid = try await worker(roost, "thing")?.pid else { return false }
          return pid != first
        }
        #expect(try await roost.info("thing").summary.pid == web)
        try await eventually("its crash is written down") { try await crashes(roost, "thing").first?.process == "worker" }
        try await eventually("what both said is there") {
          let output = try await roost.roost("app", "logs", "thing", "--process", "worker").output
          return output.split(separator: "\n") == ["worker begins", "worker begins"]
        }
        #expect(try await !roost.roost("app", "logs", "thing").output.contains("worker"))
        #expect(
          try await roost.roost("app", "logs", "thing", "--process", "other").status == ProblemCode.usageInvalid.exitStatus)
        // A new release has new workers, and none is left behind.
        let second = try await worker(roost, "thing")?.pid
        #expect(try await roost.roost("deploy", directory, "--force").status == 0)
        try await eventually("the new worker runs") {
          guard let pid = try await worker(roost, "thing")?.pid else { return false }
          return pid != second
        }
        #expect(try await roost.roost("app", "stop", "thing").status == 0)
        #expect(try await worker(roost, "thing")?.pid == nil)
        try await eventually("nothing of it runs") { try roost.sandboxes().isEmpty }
      }
    }

    @Test func aScheduledCommandRunsAtItsTime() async throws {
      try await RoostFixture.with { roost in
        var files = Projects.hello("web")
        files["roost.yml"] = """
          start: node server.js
          schedules:
            report: {cron: "* * * * *", command: "echo made >> /data/reports; echo told; exit 3"}
          """
        #expect(try await roost.roost("deploy", roost.project("thing", files), "--yes").status == 0)
        #expect(try await worker(roost, "thing", "report")?.next != nil)
        // The next full minute is at most one away.
        try await eventually(within: .seconds(75), "it ran") {
          try await worker(roost, "thing", "report")?.lastExit?.reason == .exited(3)
        }
        let data = try await roost.info("thing").dataDirectory
        #expect(try String(contentsOfFile: data + "/reports", encoding: .utf8).hasPrefix("made\n"))
        #expect(try await roost.roost("app", "logs", "thing", "--process", "report").output.hasPrefix("told\n"))
        #expect(try await crashes(roost, "thing").first?.process == "report")
      }
    }

    @Test func anAppThatIsNotWellAnyMoreIsStartedAnew() async throws {
      try await RoostFixture.with { roost in
        var files = Projects.node(
          """
          let sick = false
          require('http').createServer((q, r) => {
            if (q.url === '/sicken') sick = true
            r.statusCode = sick ? 500 : 200
            r.end('pid ' + process.pid)
          }).listen(process.env.PORT)
          """)
        files["roost.yml"] = "health: {path: /up, interval: 1s, timeout: 1s, failures: 2}\n"
        #expect(try await roost.roost("deploy", roost.project("thing", files), "--yes").status == 0)
        let pid = try await roost.info("thing").summary.pid
        _ = try await roost.get("thing", "/sicken")
        try await eventually("another process serves") {
          let summary = try await roost.info("thing").summary
          return summary.state == .running && summary.pid != pid
        }
        #expect(try await crashes(roost, "thing").first?.endedBecause == "GET /up failed 2 times in a row")
        #expect(try await roost.get("thing").status == 200)
      }
    }

    @Test func appsStartWithTheMachineInTheirOrder() async throws {
      try await RoostFixture.with { roost in
        func app(_ settings: String) -> [String: String] { Projects.hello("x").merging(["roost.yml": settings]) { $1 } }
        for (name, settings) in [("first", "autostart: true\n"), ("second", "after: [first]\n"), ("third", "autostart: false\n")]
        {
          #expect(try await roost.roost("deploy", roost.project(name, app(settings)), "--yes").status == 0)
        }
        let pids = try await ["first", "second", "third"].asyncMap { try await roost.info($0).summary.pid }
        try await roost.killDaemon()
        for pid in pids.compactMap({ $0 }) { kill(pid, SIGKILL) }
        try await eventually("they have ended") { pids.compactMap { $0 }.allSatisfy { kill($0, 0) != 0 } }
        try await roost.restartDaemon()
        try await eventually("those that should serve again") {
          let first = try await roost.get("first").status
          let second = try await roost.get("second").status
          return first == 200 && second == 200
        }
        let first = try #require(try await roost.info("first").summary.startedAt)
        let second = try #require(try await roost.info("second").summary.startedAt)
        #expect(second > first + 1, "it waited until the first had passed its gates")
        #expect(try await roost.info("third").summary.state == .stopped)
        #expect(try await roost.roost("app", "start", "third").status == 0)
      }
    }
  }
}

extension Sequence {
  fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async throws -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}

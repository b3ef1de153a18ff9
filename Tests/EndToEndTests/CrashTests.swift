import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct CrashTests {
    /// Writes a numbered line every 20 ms, so that a gap shows.
    private static let ticker = Projects.node(
      """
      let n = 0
      setInterval(() => console.log('tick ' + n++), 20)
      require('http').createServer((request, response) => {
        response.end('ok')
        if (request.url === '/quit') process.exit(7)
      }).listen(process.env.PORT)
      """)

    /// Does not listen before it may, so that nobody is too late to see it begin.
    private static let held = Projects.node(
      """
      const wait = setInterval(() => {
        if (!require('fs').existsSync('/data/go')) return
        clearInterval(wait)
        require('http').createServer((request, response) => response.end('ok')).listen(process.env.PORT)
      }, 20)
      """)

    @Test func appsOutliveAKilledDaemonWithTheirProcessesAndOutput() async throws {
      try await RoostFixture.with { roost in
        let ticker = try roost.project("ticker", Self.ticker)
        #expect(try await roost.roost("deploy", ticker, "--yes").status == 0)
        #expect(try await roost.roost("deploy", roost.example("flask-guestbook"), "--yes").status == 0)
        let before = try await [roost.info("ticker").summary.pid, roost.info("flask-guestbook").summary.pid]
        let logs = try roost.start(["app", "logs", "ticker", "-f"])
        try await eventually("the follower has lines") { logs.outputSoFar.contains("tick 20") }

        try await roost.killDaemon()
        try await roost.restartDaemon()

        let after = try await [roost.info("ticker").summary.pid, roost.info("flask-guestbook").summary.pid]
        #expect(before == after)
        #expect(before.allSatisfy { $0 != nil })
        #expect(try await roost.get("ticker").status == 200)
        #expect(try await roost.get("flask-guestbook").status == 200)
        let seen = Self.lastTick(logs.outputSoFar)
        try await eventually("the follower goes on") { Self.lastTick(logs.outputSoFar) > seen + 20 }
        logs.signal(SIGINT)
        let ticks = Self.ticks(await logs.finish().output)
        #expect(ticks == Array(0..<ticks.count))
      }
    }

    @Test func anExitNobodyWatchedIsKnown() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("ticker", Self.ticker), "--yes").status == 0)
        let pid = try #require(try await roost.info("ticker").summary.pid)
        try await roost.killDaemon()
        kill(pid, SIGTERM)
        try await eventually("the app has ended") { kill(pid, 0) != 0 }
        try await roost.restartDaemon()
        try await eventually("the app serves again") { try await roost.get("ticker").status == 200 }
        let detail = try await roost.info("ticker")
        #expect(detail.lastExit?.reason == .signaled(SIGTERM))
        #expect(detail.summary.pid != pid)
        let output = try await roost.roost("app", "logs", "ticker").output
        #expect(output.split(separator: "\n").count(where: { $0 == "tick 0" }) == 2, "both runs are in the log")
      }
    }

    @Test func aCrashedAppIsStartedAgain() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("ticker", Self.ticker), "--yes").status == 0)
        let pid = try await roost.info("ticker").summary.pid
        _ = try await roost.get("ticker", "/quit")
        try await eventually("a new process serves") {
          let summary = try await roost.info("ticker").summary
          return summary.state == .running && summary.pid != pid
        }
        #expect(try await roost.info("ticker").lastExit?.reason == .exited(7))
      }
    }

    @Test func aStartThatHangsGivesWayToWhoMendsIt() async throws {
      try await RoostFixture.with(variables: ["ROOST_GATE_TIMEOUT": "120"]) { roost in
        let moody = Projects.node(
          """
          const fs = require('fs'), mark = process.env.ROOST_DATA_DIR + '/started'
          if (fs.existsSync(mark)) setInterval(() => {}, 1000)
          else {
            fs.writeFileSync(mark, '')
            require('http').createServer((q, r) => { r.end('once'); if (q.url === '/quit') process.exit(7) }).listen(process.env.PORT)
          }
          """)
        let directory = try roost.project("moody", moody)
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        _ = try await roost.get("moody", "/quit")
        try await eventually("it is being started again") { try await roost.info("moody").summary.state == .starting }
        _ = try roost.project("moody", Projects.hello("mended"))
        #expect(try await roost.roost("deploy", directory).status == 0)
        #expect(try await roost.get("moody").body == "mended")
        #expect(try await roost.roost("app", "stop", "moody").status == 0)
      }
    }

    @Test(arguments: ["source", "plan", "runtimes", "dependencies", "build", "boot", "gate"])
    func killedDuringADeploymentTheOldReleaseServes(stage: String) async throws {
      try await RoostFixture.with { roost in
        let settings = "install: mkdir node_modules && date > node_modules/made\nbuild: sleep 1 && date > built\n"
        let directory = try roost.project("halfway", Self.ticker.merging(["roost.yml": settings]) { $1 })
        #expect(try await roost.roost("deploy", directory, "--yes").status == 0)
        let pid = try await roost.info("halfway").summary.pid
        _ = try roost.project("halfway", Self.held.merging(["roost.yml": settings.replacing("made", with: "again")]) { $1 })
        let deploy = try roost.start(["deploy", directory])
        try await eventually("the deployment reached \(stage)") {
          (deploy.outputSoFar + deploy.errorsSoFar).contains(stage) || !deploy.isRunning
        }
        try await roost.killDaemon()
        #expect(await deploy.finish().status != 0)
        try await roost.restartDaemon()
        let detail = try await roost.info("halfway")
        #expect(detail.summary.pid == pid)
        #expect(detail.summary.release == 1)
        #expect(detail.releases.allSatisfy { $0.state != .pending })
        #expect(try await roost.get("halfway").body == "ok")
        try #require(FileManager.default.createFile(atPath: detail.dataDirectory + "/go", contents: nil))
        #expect(try await roost.roost("deploy", directory).status == 0)
      }
    }

    static func ticks(_ output: String) -> [Int] {
      output.split(separator: "\n").compactMap { $0.hasPrefix("tick ") ? Int($0.dropFirst(5)) : nil }
    }
    static func lastTick(_ output: String) -> Int {
      ticks(String(output.prefix(through: output.lastIndex(of: "\n") ?? output.startIndex))).last ?? -1
    }
  }
}

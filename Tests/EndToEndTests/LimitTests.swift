import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// Apps that take more than they should, and what becomes of the others.
  @Suite struct LimitTests {
    private static let greedy = Projects.node(
      """
      const fs = require('fs'), { spawn } = require('child_process'), files = []
      const line = Buffer.alloc(1 << 20, 'flood '.repeat(30) + '\\n')
      const flood = (until, done) => { if (Date.now() < until) process.stdout.write(line, () => flood(until, done)); else done() }
      require('http').createServer((q, r) => {
        if (q.url === '/flood') return flood(Date.now() + 3000, () => r.end('over'))
        if (q.url === '/leak') setInterval(() => { for (let n = 0; n < 50; n++) files.push(fs.openSync('/dev/null')) }, 10)
        if (q.url === '/fork') for (let n = 0; n < 100; n++) spawn('sleep', ['60']).on('error', e => console.error(String(e)))
        r.end('ok')
      }).listen(process.env.PORT)
      """)

    private func report(_ roost: RoostFixture, _ arguments: [String]) async throws -> AppLimitsReport {
      try await roost.start(["app", "limits", "thing"] + arguments + ["--json"]).finish().decoded(AppLimitsReport.self)
    }

    private func size(of directory: String) throws -> Int {
      try FileManager.default.subpathsOfDirectory(atPath: directory).reduce(0) { sum, path in
        let size = try? FileManager.default.attributesOfItem(atPath: directory + "/" + path)[.size] as? Int
        return sum + (size ?? 0)
      }
    }

    @Test func aFloodOfOutputStaysBoundedAndNobodyWaits() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("quiet", Projects.hello("here")), "--yes").status == 0)
        #expect(try await roost.roost("deploy", roost.project("thing", Self.greedy), "--yes").status == 0)
        // It answers when the flood is over.
        let address = "http://127.0.0.1:\(roost.port)/app/thing/flood"
        let flood = try TestProcess("/usr/bin/env", ["curl", "-s", "-m", "60", address], variables: ["no_proxy": "*"])
        repeat {
          #expect(try await roost.get("quiet").body == "here")
          #expect(try await roost.roost("app", "list").status == 0)
        } while flood.isRunning
        #expect(await flood.finish().output == "over")
        for id in try roost.sandboxes() {
          let journal = try size(of: roost.home + "/environments/\(id)/journal")
          #expect(journal < 48 << 20, "\(journal)")
        }
        let found = try await roost.roost("logs", "thing", "--grep", "nothing of the kind")
        #expect(found.status == 0 && found.output == "")
      }
    }

    @Test func limitsReachWhatRuns() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("thing", Self.greedy), "--yes").status == 0)
        let pid = try await roost.info("thing").summary.pid
        let changed = try await report(roost, ["--memory", "300M", "--cpus", "0.9", "--rate", "1/h"])
        #expect(changed.pending.isEmpty && changed.warnings.isEmpty, "\(changed)")
        let memory = changed.limits.first { $0.limit == .memory }
        #expect(memory?.by == "set" && memory?.value == "300M" && memory?.effect == .atOnce)
        var refused = 0
        for _ in 0..<15 where try await roost.get("thing").status == 429 { refused += 1 }
        #expect(refused > 0)
        let table = try await roost.roost("app", "limits", "thing", "--reset", "rate").output
        #expect(table.contains("memory") && table.contains("set"), "\(table)")
        #expect(try await roost.get("thing").status == 200)
        #expect(try await roost.info("thing").summary.pid == pid)
        let wrong = try await roost.roost("app", "limits", "thing", "--memory", "1K")
        #expect(wrong.status == ProblemCode.usageInvalid.exitStatus && wrong.errors.contains("limits thing --memory"))
        #expect(try await report(roost, ["--reset", "memory"]).limits.first { $0.limit == .logs }?.use != nil)
      }
    }

    @Test func whoTakesUpTooMuchIsStoppedUntilThereIsRoom() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("thing", Self.greedy), "--yes").status == 0)
        let big = URL(fileURLWithPath: try await roost.info("thing").dataDirectory + "/big")
        #expect(try await report(roost, ["--storage", "10M"]).warnings.isEmpty)
        try Data(repeating: 120, count: 12 << 20).write(to: big)
        let again = try await roost.roost("deploy", roost.project("thing", Self.greedy))
        #expect(again.status == ProblemCode.diskFull.exitStatus && again.errors.contains("--storage"), "\(again.errors)")
        // It is looked at every twenty seconds.
        try await eventually(within: .seconds(40), "it is stopped") { try await roost.info("thing").summary.state == .error }
        #expect(try await roost.info("thing").problem?.message.contains("over its storage limit") == true)
        #expect(try await roost.get("thing").status == 503)
        #expect(try await roost.roost("app", "start", "thing").status == ProblemCode.appNotRunning.exitStatus)
        #expect(try await roost.roost("app", "limits", "thing").output.contains("over its storage limit"))
        // Allowed more it starts by itself; a limit far below what there is stops it at once; with room again it starts, too.
        #expect(try await report(roost, ["--storage", "500M"]).warnings.isEmpty)
        try await eventually("it serves") { try await roost.get("thing").status == 200 }
        #expect(try await report(roost, ["--storage", "10M"]).warnings.contains { $0.contains("over its storage limit") })
        #expect(try await roost.info("thing").summary.state == .error)
        try FileManager.default.removeItem(at: big)
        try await eventually(within: .seconds(40), "it serves by itself") { try await roost.get("thing").status == 200 }
      }
    }

    @Test func requestsAreLimitedInTheSamePlaceAsEverythingElse() async throws {
      try await RoostFixture.with { roost in
        var files = Self.greedy
        files["roost.yml"] = "limits:\n  rate: 1/h\ngateway:\n  limits:\n    rate: 2/h\n"
        let twice = try await roost.roost("deploy", roost.project("thing", files), "--yes")
        #expect(twice.errors.contains("roost.yml:2:") && twice.errors.contains("line 5"), "\(twice.errors)")
        files["roost.yml"] = "limits: {rate: 1/h, body: 1K}\n"
        #expect(try await roost.roost("deploy", roost.project("thing", files), "--yes").status == 0)
        let address = "http://127.0.0.1:\(roost.port)/app/thing/"
        let rate = try await report(roost, []).limits.first { $0.limit == .rate }
        #expect(rate?.value == "1/h" && rate?.by == "roost.yml" && rate?.effect == .atOnce)
        #expect(try await roost.curl(["-d", String(repeating: "x", count: 2000), address]).status == 413)
        var refused = 0
        for _ in 0..<15 where try await roost.get("thing").status == 429 { refused += 1 }
        #expect(refused > 0)
      }
    }

    @Test func whoLeaksFilesEndsAloneAndIsTold() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("quiet", Projects.hello("here")), "--yes").status == 0)
        var files = Self.greedy
        files["roost.yml"] = "limits: {open-files: 256}\n"
        #expect(try await roost.roost("deploy", roost.project("thing", files), "--yes").status == 0)
        _ = try await roost.get("thing", "/leak")
        try await eventually("it has crashed") {
          try await !roost.roost("app", "crashes", "thing", "--json").decoded([CrashReport].self).isEmpty
        }
        let crash = try #require(try await roost.roost("app", "crashes", "thing", "--json").decoded([CrashReport].self).first)
        #expect(crash.hints.contains { $0.contains("too many open files") && $0.contains("256") }, "\(crash)")
        #expect(try await roost.get("quiet").body == "here")
      }
    }

    @Test func whoForksWithoutEndIsHeldAndNamed() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("quiet", Projects.hello("here")), "--yes").status == 0)
        var files = Self.greedy
        files["roost.yml"] = "limits: {processes: 40}\n"
        #expect(try await roost.roost("deploy", roost.project("thing", files), "--yes").status == 0)
        _ = try await roost.get("thing", "/fork")
        #expect(try await roost.get("quiet").body == "here")
        // It is looked at every ten seconds.
        try await eventually(within: .seconds(25), "it is named") {
          try await roost.roost("events").output.contains("as many processes and threads as it may: 40")
        }
        let metrics = try await roost.roost("app", "metrics", "thing", "--json").decoded(AppMetrics.self)
        #expect(
          (metrics.usage?.threads ?? 0) <= 40 && (metrics.usage?.processes ?? 0) > 10, "\(String(describing: metrics.usage))")
        #expect((metrics.usage?.cpuSeconds ?? 0) > 0 && metrics.points.contains { $0.successful > 0 })
        let text = try await roost.roost("gateway", "metrics").output
        #expect(text.contains("roost_app_open_fds{app=\"thing\"}") && text.contains("roost_app_cpu_seconds_total{app=\"thing\"}"))
      }
    }
  }
}

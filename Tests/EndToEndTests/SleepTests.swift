import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// Apps that sleep, on their real engine.
  @Suite struct SleepTests {
    private static func counter(_ settings: String = "") -> [String: String] {
      let script = """
        let count = 0
        require('http').createServer((request, response) => response.end(`${process.pid} ${request.url === '/' ? ++count : 0}`)).listen(process.env.PORT)
        """
      return Projects.node(script).merging(["roost.yml": "health: {path: /ready}\n" + settings]) { $1 }
    }

    private func stateInWords(of app: String, _ roost: RoostFixture) async throws -> String {
      let summary = try await roost.info(app).summary
      return summary.state.rawValue + (summary.sleep.map { " \($0.depth.rawValue)" } ?? "")
    }

    @Test func aFrozenAppGoesOnWhereItStood() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("nap", Self.counter()), "--yes").status == 0)
        let before = try await roost.get("nap").body.split(separator: " ")
        let asleep = try await roost.roost("app", "sleep", "nap")
        #expect(asleep.output.contains("nap is sleeping (frozen)"), "\(asleep.errors)")
        #expect(try await stateInWords(of: "nap", roost) == "sleeping frozen")
        // Monitors are answered without it.
        let url = "http://127.0.0.1:\(roost.port)/app/nap"
        #expect(try await roost.curl([url + "/ready", "-I"]).body.lowercased().contains("x-roost-state: sleeping"))
        #expect(try await roost.curl([url + "/", "-A", "UptimeRobot/2.0"]).body == "")
        #expect(try await roost.curl([url + "/favicon.ico"]).status == 204)
        #expect(try await stateInWords(of: "nap", roost) == "sleeping frozen")
        #expect(try await roost.roost("app", "list").output.contains("sleeping (frozen)"))
        #expect(try await roost.roost("app", "logs", "nap").status == 0)
        // Fifty at once wake it once, and it is the same process.
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
          for _ in 0..<50 { group.addTask { try await roost.get("nap").body } }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(answers.map { $0.split(separator: " ").first }) == [before.first])
        #expect(answers.compactMap { Int($0.split(separator: " ").last ?? "") }.max() == 51)
        #expect(try await stateInWords(of: "nap", roost) == "running")
        let metrics = try await roost.roost("gateway", "metrics").output
        #expect(metrics.contains(#"roost_app_wakes_total{app="nap"} 1"#))
      }
    }

    @Test func aStoppedOneIsStarted() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("nap", Self.counter()), "--yes").status == 0)
        let first = try #require(try await roost.info("nap").summary.pid)
        #expect(try await roost.roost("app", "sleep", "nap", "--stop").status == 0)
        #expect(try await stateInWords(of: "nap", roost) == "sleeping stopped")
        #expect(kill(first, 0) != 0)
        #expect(try await roost.get("nap").body.hasSuffix(" 1"))
        #expect(try await stateInWords(of: "nap", roost) == "running")
        #expect(try await roost.roost("app", "sleep", "nap", "--stop").status == 0)
        let woken = try await roost.roost("app", "wake", "nap")
        #expect(woken.output.contains("nap is running"))
        // Who stopped an app does not want it to come back by a request.
        #expect(try await roost.roost("app", "stop", "nap").status == 0)
        #expect(try await roost.roost("app", "wake", "nap").errors.contains("roost app start nap"))
        #expect(try await roost.get("nap").status == 503)
      }
    }

    @Test func sleepOutlivesTheDaemon() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("nap", Self.counter()), "--yes").status == 0)
        let before = try await roost.get("nap").body.split(separator: " ").first
        #expect(try await roost.roost("app", "sleep", "nap").status == 0)
        let since = try await roost.info("nap").summary.sleep?.since
        try await roost.killDaemon()
        try await roost.restartDaemon()
        #expect(try await stateInWords(of: "nap", roost) == "sleeping frozen")
        #expect(try await roost.info("nap").summary.sleep?.since == since)
        #expect(try await roost.get("nap").body.split(separator: " ").first == before)
        #expect(try await roost.roost("app", "sleep", "nap", "--stop").status == 0)
        try await roost.stopDaemon()
        try await roost.restartDaemon()
        #expect(try await stateInWords(of: "nap", roost) == "sleeping stopped")
        #expect(try await roost.get("nap").body.hasSuffix(" 1"))
      }
    }

    @Test func anAppNobodyUsesSleepsByItself() async throws {
      try await RoostFixture.with { roost in
        let settings = "sleep: {after: 2s, stop-after: 6s}\n"
        #expect(try await roost.roost("deploy", roost.project("nap", Self.counter(settings)), "--yes").status == 0)
        try await eventually("it is frozen") { try await stateInWords(of: "nap", roost) == "sleeping frozen" }
        try await eventually("it is stopped") { try await stateInWords(of: "nap", roost) == "sleeping stopped" }
        #expect(try await roost.get("nap").body.hasSuffix(" 1"))
        try await eventually("it is frozen again") { try await stateInWords(of: "nap", roost) == "sleeping frozen" }
        // A new release is proven, and runs.
        let again = try await roost.roost("deploy", roost.project("nap", Self.counter("sleep: false\n")), "--json")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(try await stateInWords(of: "nap", roost) == "running")
        #expect(try await roost.get("nap").body.hasSuffix(" 1"))
      }
    }

    @Test func aSleepingAppCanBeStoppedRestartedAndRemoved() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("nap", Self.counter()), "--yes").status == 0)
        #expect(try await roost.roost("app", "sleep", "nap").status == 0)
        #expect(try await roost.roost("app", "restart", "nap").status == 0)
        #expect(try await roost.get("nap").body.hasSuffix(" 1"))
        #expect(try await roost.roost("app", "sleep", "nap").status == 0)
        #expect(try await roost.roost("app", "stop", "nap").status == 0)
        #expect(try await roost.get("nap").status == 503)
        #expect(try await roost.roost("app", "start", "nap").status == 0)
        #expect(try await roost.roost("app", "sleep", "nap").status == 0)
        #expect(try await roost.roost("app", "remove", "nap", "--yes").status == 0)
        let left = try roost.sandboxes()
        #expect(left.isEmpty)
      }
    }
  }
}

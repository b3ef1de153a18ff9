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
        console.log('awake')
        require('http').createServer((request, response) => {
          if (request.url === '/') console.log(`count ${++count}`)
          response.end(`${process.pid} ${request.url === '/' ? count : 0}`)
        }).listen(process.env.PORT)
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
        // Whoever reads what it wrote does not wake it, and whoever follows goes on when somebody else does.
        #expect(try await roost.roost("app", "logs", "nap").output.contains("awake"))
        let follower = try roost.start(["app", "logs", "nap", "-f"])
        try await eventually("it follows") { follower.outputSoFar.contains("awake") }
        #expect(try await stateInWords(of: "nap", roost) == "sleeping frozen")
        // Fifty at once wake it once, and it is the same process.
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
          for _ in 0..<50 { group.addTask { try await roost.get("nap").body } }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(answers.map { $0.split(separator: " ").first }) == [before.first])
        #expect(answers.compactMap { Int($0.split(separator: " ").last ?? "") }.max() == 51)
        #expect(try await stateInWords(of: "nap", roost) == "running")
        try await eventually("it goes on") { follower.outputSoFar.contains("count 51") }
        #expect(follower.outputSoFar.components(separatedBy: "count 1\n").count == 2)
        follower.signal(SIGINT)
        _ = await follower.finish()
        let metrics = try await roost.roost("gateway", "metrics").output
        #expect(metrics.contains(#"roost_app_wakes_total{app="nap"} 1"#))
      }
    }

    /// Whoever follows an app that has not said anything yet hears it when it does.
    @Test func whoFollowsASilentAppThatIsFrozenHearsIt() async throws {
      try await RoostFixture.with { roost in
        let script = """
          require('http').createServer((request, response) => {
            if (request.url.endsWith('/first')) console.log('asked for the first time')
            response.end('ok')
          }).listen(process.env.PORT)
          """
        #expect(try await roost.roost("deploy", roost.project("nap", Projects.node(script)), "--yes").status == 0)
        let early = try roost.start(["app", "logs", "nap", "-f"])
        #expect(try await roost.roost("app", "sleep", "nap").output.contains("nap is sleeping (frozen)"))
        let late = try roost.start(["app", "logs", "nap", "-f"])
        // Long enough for a follower to come to the end of what is there.
        try await Task.sleep(for: .milliseconds(500))
        #expect(try await stateInWords(of: "nap", roost) == "sleeping frozen")
        #expect(try await roost.curl(["http://127.0.0.1:\(roost.port)/app/nap/first"]).body == "ok")
        for follower in [early, late] {
          try await eventually("it is heard") { follower.outputSoFar.contains("asked for the first time") }
          follower.signal(SIGINT)
          _ = await follower.finish()
        }
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

    /// Whoever wakes a stopped app does not wait for its environment.
    @Test func theNextEnvironmentIsMadeAhead() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("nap", Self.counter()), "--yes").status == 0)
        let first = try roost.sandboxes()
        #expect(try await roost.roost("app", "sleep", "nap", "--stop").status == 0)
        try await eventually("another one stands there") {
          let now = try roost.sandboxes()
          return now.count == 1 && now != first
        }
        let ready = try roost.sandboxes()
        #expect(try await roost.get("nap").body.hasSuffix(" 1"))
        #expect(try roost.sandboxes() == ready)
        // It knows what is stated now.
        #expect(try await roost.roost("app", "sleep", "nap", "--stop").status == 0)
        try await eventually("a third one stands there") { try roost.sandboxes().count == 1 && roost.sandboxes() != ready }
        #expect(try await roost.roost("app", "limits", "nap", "--memory", "300M").status == 0)
        #expect(try await roost.get("nap").body.hasSuffix(" 1"))
        #expect(try await roost.info("nap").summary.state == .running)
        // A daemon that died leaves it to the next one, which makes its own.
        #expect(try await roost.roost("app", "sleep", "nap", "--stop").status == 0)
        try await eventually("a last one stands there") { try roost.sandboxes().count == 1 }
        let last = try roost.sandboxes()
        try await roost.killDaemon()
        try await roost.restartDaemon()
        #expect(try await stateInWords(of: "nap", roost) == "sleeping stopped")
        try await eventually("another one stands there") { try roost.sandboxes().count == 1 && roost.sandboxes() != last }
        #expect(try await roost.get("nap").body.hasSuffix(" 1"))
        #expect(try await roost.roost("app", "sleep", "nap", "--stop").status == 0)
        #expect(try await roost.roost("app", "remove", "nap", "--yes").status == 0)
        #expect(try roost.sandboxes().isEmpty)
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

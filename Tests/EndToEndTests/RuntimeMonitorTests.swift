import FoundationEssentials
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct RuntimeMonitorTests {
    private func state(of app: String, _ roost: RoostFixture) async throws -> AppState {
      try await roost.info(app).summary.state
    }

    @Test func appsLoseTheirRuntimeAndComeBackWithIt() async throws {
      try await RoostFixture.with { roost in
        for app in ["shop", "report", "asleep"] {
          #expect(try await roost.roost("deploy", roost.project(app, Projects.hello("hi \(app)")), "--yes").status == 0)
        }
        #expect(try await roost.roost("app", "stop", "asleep").status == 0)
        let layer = try #require(try await roost.info("shop").layers.last)
        let specifier = "nodejs@\(layer.split(separator: "-")[1])"

        let refused = try await roost.roost("runtime", "remove", specifier)
        #expect(refused.status == ProblemCode.runtimeInUse.exitStatus)
        for word in ["shop (running, pid", "report (running, pid", "asleep (stopped)"] {
          #expect(refused.errors.contains(word), "\(refused.errors)")
        }
        #expect(try await roost.get("shop").body == "hi shop")

        let forced = try await roost.roost("runtime", "remove", specifier, "--force", "--yes")
        #expect(forced.status == 0, "\(forced.errors)")
        for app in ["shop", "report", "asleep"] {
          #expect(try await state(of: app, roost) == .runtimeMissing)
          let page = try await roost.get(app)
          #expect(page.status == 503 && page.body.contains("roost runtime install"), "\(page.body)")
        }
        let start = try await roost.roost("app", "start", "asleep")
        #expect(start.status == ProblemCode.runtimeMissing.exitStatus, "\(start.errors)")
        #expect(try await roost.roost("app", "stop", "asleep").status == 0)

        // A new daemon sees the same, a little after it answers.
        try await roost.killDaemon()
        try await roost.restartDaemon()
        try await eventually("it is seen again") { try await state(of: "shop", roost) == .runtimeMissing }

        let installed = try await roost.roost("runtime", "install", specifier)
        #expect(installed.status == 0, "\(installed.errors)")
        for app in ["shop", "report"] {
          try await eventually("\(app) serves again") { try await roost.get(app).body == "hi \(app)" }
        }
        try await eventually("asleep could start again") { try await state(of: "asleep", roost) == .stopped }

        let events = try await roost.roost("events", "--json").output.split(separator: "\n").map {
          try JSONDecoder().decode(ServerEvent.self, from: Data($0.utf8))
        }
        #expect(events.contains { $0.kind == .runtimeInstalled && $0.subject == layer })
        #expect(events.contains { $0.subject == "shop" && $0.state == .runtimeMissing })
        #expect(events.contains { $0.subject == "shop" && $0.state == .running })
      }
    }
  }
}

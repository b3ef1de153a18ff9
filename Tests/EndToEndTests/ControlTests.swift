import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct ControlTests {
    @Test func anAppIsStoppedStartedRestartedAndRemoved() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("thing", Projects.hello("hi")), "--yes").status == 0)
        let first = try await roost.info("thing").summary.pid
        #expect(try await roost.roost("app", "stop", "thing").status == 0)
        #expect(try await roost.info("thing").summary.state == .stopped)
        try await roost.killDaemon()
        try await roost.restartDaemon()
        let stopped = try await roost.info("thing").summary
        #expect(stopped.state == .stopped && stopped.type == .node)
        let page = try await roost.get("thing")
        #expect(page.status == 503 && page.body.contains("roost app start thing"), "\(page.body)")
        #expect(try await roost.roost("app", "start", "thing").status == 0)
        #expect(try await roost.get("thing").body == "hi")
        #expect(try await roost.roost("app", "restart", "thing").status == 0)
        #expect(try await roost.info("thing").summary.pid != first)
        #expect(try await roost.roost("app", "remove", "thing", "--yes").status == 0)
        #expect(try await roost.get("thing").status == 404)
        #expect(try await roost.roost("app", "info", "thing").status == ProblemCode.appNotFound.exitStatus)
      }
    }

    @Test func aRuntimeInUseIsNotRemoved() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("thing", Projects.hello("hi")), "--yes").status == 0)
        let layer = try #require(try await roost.info("thing").layers.last)
        let version = layer.split(separator: "-")[1]
        let refused = try await roost.roost("runtime", "remove", "nodejs@\(version)")
        #expect(refused.status == ProblemCode.runtimeInUse.exitStatus, "\(refused.errors)")
        #expect(refused.errors.contains("thing"))
        #expect(try await roost.get("thing").body == "hi")
      }
    }

    @Test func withoutADaemonTheCommandSaysHowToStartOne() async throws {
      let result = try await TestProcess(RoostFixture.executable, ["app", "list", "--home", "/nowhere/roost"]).finish()
      #expect(result.status == ProblemCode.daemonUnreachable.exitStatus)
      #expect(result.errors.contains("roost serve"))
    }
  }
}

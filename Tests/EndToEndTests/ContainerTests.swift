import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// Apps in containers of a real engine, asked through the gateway.
  @Suite(.enabled(if: geteuid() == 0)) struct ContainerTests {
    private func with(_ body: (RoostFixture, EngineProcess) async throws -> Void) async throws {
      let engine = try EngineProcess()
      try await eventually(within: .seconds(40), "the engine answers") { await engine.isListening }
      do {
        try await RoostFixture.with(variables: ["DOCKER_HOST": "unix://\(engine.socket)"]) { try await body($0, engine) }
      } catch {
        try await engine.end()
        throw error
      }
      try await engine.end()
    }

    private func containers(_ engine: EngineProcess) async throws -> Int {
      let list = try await engine.answer("/containers/json?all=1")
      return try (JSONSerialization.jsonObject(with: Data(list.utf8)) as? [Any])?.count ?? -1
    }

    @Test func anAppLivesAndEndsThere() async throws {
      try await with { roost, engine in
        try await Elsewhere(roost: roost, target: "docker").live(as: "contained")
        try await eventually("the first release has gone") { try await containers(engine) == 1 }
        let removal = try await roost.roost("app", "remove", "contained", "--yes")
        #expect(removal.status == 0 && !removal.output.contains("still there"), "\(removal.output)\(removal.errors)")
        #expect(try await containers(engine) == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: roost.home + "/environments/docker").isEmpty)
      }
    }

    @Test func anEngineThatIsKilledAndStartedAgain() async throws {
      try await with { roost, engine in
        let directory = try roost.project("surviving", Projects.hello("here"))
        let done = try await roost.roost("deploy", directory, "--on", "docker", "--yes")
        #expect(done.status == 0, "\(done.errors)")
        try engine.tell("kill")
        // The agent and the gateway need no engine.
        #expect(try await roost.get("surviving").body == "here")
        try engine.tell("start")
        try await eventually(within: .seconds(60), "it was started again") {
          guard try await roost.get("surviving").body == "here" else { return false }
          let summary = try await roost.info("surviving").summary
          return summary.restarts > 0 && summary.state == .running
        }
        try await eventually("what the engine left is gone") { try await containers(engine) == 1 }
      }
    }

    @Test func anAppIsRemovedWhileTheEngineIsDown() async throws {
      try await with { roost, engine in
        let directory = try roost.project("orphan", Projects.hello("here"))
        #expect(try await roost.roost("deploy", directory, "--on", "docker", "--yes").status == 0)
        try engine.tell("kill")
        try await eventually("it is down") { !(await engine.isListening) }
        let removal = try await roost.roost("app", "remove", "orphan", "--yes")
        #expect(removal.status == 0 && removal.output.contains("still there"), "\(removal.output)\(removal.errors)")
        #expect(try await roost.get("orphan").status == 404)
        try engine.tell("start")
        try await eventually(within: .seconds(40), "its container is gone") {
          await engine.isListening ? try await containers(engine) == 0 : false
        }
        try await eventually("so is its directory") {
          try FileManager.default.contentsOfDirectory(atPath: roost.home + "/environments/docker").isEmpty
        }
      }
    }
  }
}

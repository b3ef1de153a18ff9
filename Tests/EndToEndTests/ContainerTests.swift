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
        // An old release ends as soon as the new one serves.
        try await RoostFixture.with(variables: ["DOCKER_HOST": "unix://\(engine.socket)", "ROOST_RELEASE_PROBATION": "0"]) {
          try await body($0, engine)
        }
      } catch {
        try await engine.end()
        throw error
      }
      try await engine.end()
    }

    private func containers(_ engine: EngineProcess) async throws -> Int {
      try await identifiers(engine).count
    }

    private func identifiers(_ engine: EngineProcess) async throws -> [String] {
      let list = try await engine.answer("/containers/json?all=1")
      let containers = try #require(try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]])
      return containers.compactMap { $0["Id"] as? String }
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

    @Test func anEngineThatIsKilledAndStartedAgainAndAnImageThatIsTakenAway() async throws {
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
        try await takeTheImage(of: "surviving", roost, engine)
      }
    }

    /// Takes away the image the app's container was made of, then ends the container.
    private func takeTheImage(of app: String, _ roost: RoostFixture, _ engine: EngineProcess) async throws {
      let restarts = try await roost.info(app).summary.restarts
      let list = try await engine.answer("/images/json")
      let images = try #require(try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]])
      let names = images.compactMap { ($0["RepoTags"] as? [String])?.first }
      #expect(!names.isEmpty)
      for name in names { try await engine.answer("/images/\(name)?force=true", method: "DELETE") }
      for name in names { #expect(try await engine.answer("/images/\(name)/json").isEmpty) }
      let container = try #require(try await identifiers(engine).first)
      try await engine.answer("/containers/\(container)/kill", method: "POST")
      try await eventually(within: .seconds(60), "it was started again") {
        let summary = try await roost.info(app).summary
        return summary.restarts > restarts && summary.state == .running
      }
      #expect(try await roost.get(app).body == "here")
    }

    /// `roost run --on docker` over a small directory of somebody's.
    private func run(_ arguments: [String], _ roost: RoostFixture, _ engine: EngineProcess) async throws -> CommandOutput {
      let work = try roost.project("work", ["data.txt": "one\n"])
      for path in [work, work + "/data.txt"] {
        try FileManager.default.setAttributes([.ownerAccountID: 4711, .groupOwnerAccountID: 4711], ofItemAtPath: path)
      }
      let variables = ["ROOST_HOME": roost.home, "DOCKER_HOST": "unix://\(engine.socket)"]
      return try await TestProcess(
        RoostFixture.executable, ["run", "--on", "docker"] + arguments, variables: variables, directory: work
      ).finish()
    }

    @Test func anAppWithADockerfileRunsInTheImageThatIsBuiltOfIt() async throws {
      try await with { roost, engine in
        // There is no registry: the image of an app's layers is what the other one stands on.
        let base = try await roost.roost("deploy", roost.project("base", Projects.hello("base")), "--on", "docker", "--yes")
        #expect(base.status == 0, "\(base.errors)")
        let list = try await engine.answer("/images/json")
        let images = try #require(try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]])
        let image = try #require(images.first?["Id"] as? String)
        let files = [
          "Dockerfile":
            "FROM \(image)\nENV FLAVOUR=vanilla\nWORKDIR /srv\nCOPY . .\nRUN echo built > made\nEXPOSE 8123\nCMD [\"node\", \"server.js\"]\n",
          ".dockerignore": "*.secret\n", "key.secret": "x", "package.json": #"{"scripts": {"start": "node server.js"}}"#,
          "roost.yml": "env: {TOLD: roost.yml}\n",
          "server.js": """
          const fs = require('fs')
          require('http').createServer((request, response) => response.end([process.cwd(), process.env.FLAVOUR, process.env.TOLD,
            process.env.PORT, fs.existsSync('key.secret'), fs.readFileSync('made', 'utf8').trim(), process.getuid() != 0].join(' ')))
            .listen(process.env.PORT)
          """,
        ]
        let directory = try roost.project("imaged", files)
        let asked = try await roost.roost("deploy", directory)
        #expect(
          asked.status == ProblemCode.projectAmbiguous.exitStatus && asked.errors.contains("--type docker"), "\(asked.errors)")
        let done = try await roost.roost("deploy", directory, "--type", "docker")
        #expect(done.status == 0, "\(done.errors)")
        #expect(try await roost.get("imaged").body == "/srv vanilla roost.yml 8123 false built true")
        #expect(try await roost.roost("app", "restart", "imaged").status == 0)
        #expect(try await roost.get("imaged").status == 200)
        #expect(try await engine.answer("/images/json").contains("roost/app-"))
        let broken = files.merging(["Dockerfile": "FROM \(image)\nRUN echo so far; exit 7\n"]) { $1 }
        let failed = try await roost.roost("deploy", try roost.project("imaged", broken), "--type", "docker")
        #expect(failed.status == ProblemCode.buildFailed.exitStatus && failed.errors.contains("so far"), "\(failed.errors)")
        #expect(try await roost.get("imaged").status == 200)
        #expect(
          try await roost.roost("deploy", directory, "--type", "docker", "--on", "sandbox").errors.contains("runs in a container")
        )
        #expect(try await roost.roost("app", "remove", "imaged", "--yes").status == 0)
        #expect(!(try await engine.answer("/images/json").contains("roost/app-")))
      }
    }

    @Test func anImageThatIsNotThereIsNamedWithTheEngineAndWhatHelps() async throws {
      try await with { roost, engine in
        let done = try await run(["--image", "registry.invalid/nobody/nothing:7", "--", "true"], roost, engine)
        #expect(done.status != 0)
        #expect(done.errors.contains("the engine cannot pull the image registry.invalid/nobody/nothing:7"), "\(done.errors)")
        #expect(done.errors.contains("docker"), "\(done.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: roost.home + "/run") == [])
      }
    }

    @Test func imagesOfLayersThatNobodyUsesAreThrownAway() async throws {
      try await with { roost, engine in
        let done = try await run(["--network", "none", "debian", "--", "cat", "data.txt"], roost, engine)
        #expect(done.output == "one\n", "\(done.errors)")
        // What an earlier engine of this home had is not this one's.
        let plan = try await roost.roost("runtime", "gc", "--budget", "1T", "--dry-run", "--json").last(CollectResult.self)
        #expect(plan.images.count == 1 && plan.imagesFreed > ByteCount(1_000_000) && plan.layers.isEmpty, "\(plan)")
        let removed = try await roost.roost("runtime", "gc", "--budget", "1T")
        #expect(removed.output.contains("removed 1 image of the container engine"), "\(removed.output)\(removed.errors)")
        #expect(try await engine.answer("/images/json").trimmingCharacters(in: .whitespacesAndNewlines) == "[]")
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

import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// Deployments of what serves already.
  @Suite struct UnchangedTests {
    private func deployments(_ roost: RoostFixture, _ app: String) async throws -> [DeploymentSummary] {
      try await roost.roost("app", "deployments", app, "--json").decoded([DeploymentSummary].self)
    }

    @Test func whatServesAlreadyIsNotBuiltAgain() async throws {
      try await RoostFixture.with { roost in
        var files = Projects.hello("one")
        files["roost.yml"] = "build: echo building >> /cache/builds\nenv: {COLOUR: green}\n"
        let directory = try roost.project("thing", files)
        let first = try await roost.roost("deploy", directory, "--yes", "--json").last(DeployResult.self)
        #expect(first.alreadyLive == nil && first.release == 1)
        let pid = try await roost.info("thing").summary.pid
        let text = try await roost.roost("deploy", directory)
        #expect(text.status == 0 && text.output.hasPrefix("already live: thing, release 1"), "\(text)")
        let again = try await roost.roost("deploy", directory, "--json").last(DeployResult.self)
        #expect(again.alreadyLive == true && again.release == 1 && again.app.pid == pid)
        let detail = try await roost.info("thing")
        #expect(detail.releases.map(\.number) == [1] && detail.summary.pid == pid)
        #expect(detail.releases.first?.source?.tree?.utf8.count == 64)
        let journal = try await deployments(roost, "thing")
        #expect(journal.map(\.state) == [.succeeded, .succeeded, .succeeded] && journal.map(\.release) == [1, 1, 1])
        #expect(journal.first?.stage == "unchanged" && journal.last?.stage != "unchanged")
        let said = try await roost.roost("logs", "thing", "--deployment", "3").output
        #expect(said.contains("== deployment 3\n") && said.contains("release 1 was made of the same"), "\(said)")
        #expect(try builds(roost, detail) == 1)

        // Of what does not serve a release is made.
        #expect(try await roost.roost("app", "stop", "thing").status == 0)
        let started = try await roost.roost("deploy", directory, "--json").last(DeployResult.self)
        #expect(started.alreadyLive == nil && started.release == 2)
        let forced = try await roost.roost("deploy", directory, "--force", "--json").last(DeployResult.self)
        #expect(forced.alreadyLive == nil && forced.release == 3)
        #expect(try builds(roost, detail) == 3)
        #expect(try await roost.get("thing").body == "one")
      }
    }

    private func builds(_ roost: RoostFixture, _ detail: AppDetail) throws -> Int {
      let file = detail.dataDirectory + "/../cache/builds"
      return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").count
    }

    /// Each alone makes another release.
    @Test func whateverDecidesAboutAReleaseIsCompared() async throws {
      try await RoostFixture.with { roost in
        var files = Projects.hello("one")
        let directory = try roost.project("thing", files)
        var release = try await deploy(roost, directory, "--yes").release
        func expect(_ isNew: Bool, _ what: String, _ words: String...) async throws {
          let result = try await deploy(roost, directory, words)
          #expect((result.alreadyLive == nil) == isNew, "\(what)")
          #expect(result.release == release + (isNew ? 1 : 0), "\(what)")
          release = result.release
        }
        try await expect(false, "nothing")
        files["note.txt"] = "x"
        _ = try roost.project("thing", files)
        try await expect(true, "a file")
        #expect(chmod(directory + "/note.txt", 0o755) == 0)
        try await expect(true, "a mode")
        try await expect(true, "an override", "--port", "4321")
        try await expect(false, "the same override", "--port", "4321")
        try await expect(true, "no override")
        let build = try await roost.roost("app", "env", "set", "thing", "TOKEN=a", "--scope", "build")
        #expect(build.status == 0, "\(build.errors)")
        try await expect(true, "a variable of builds")
        try await expect(false, "nothing since")
        let run = try await roost.roost("app", "env", "set", "thing", "LEVEL=1", "--no-restart")
        #expect(run.status == 0, "\(run.errors)")
        try await expect(true, "a variable that waits for a start")
        #expect(try await roost.roost("app", "env", "set", "thing", "LEVEL=2").status == 0)
        try await expect(false, "a variable that reached what runs")
        #expect(try await roost.roost("app", "rollback", "thing", "5").status == 0)
        try await expect(true, "what a rollback left")
      }
    }

    private func deploy(_ roost: RoostFixture, _ directory: String, _ words: String...) async throws -> DeployResult {
      try await deploy(roost, directory, words)
    }

    private func deploy(_ roost: RoostFixture, _ directory: String, _ words: [String]) async throws -> DeployResult {
      let output = try await roost.start(["deploy", directory, "--json"] + words).finish()
      #expect(output.status == 0, "\(output.output)\(output.errors)")
      return try output.last(DeployResult.self)
    }
  }
}

import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct SourceTests {
    private func run(_ words: String...) async throws -> CommandOutput {
      try await TestProcess("/usr/bin/env", words).finish()
    }

    @Test func archivesAreDeployedFromAFileAndFromStandardInput() async throws {
      try await RoostFixture.with { roost in
        let directory = try roost.project("packed", ["packed/index.html": "<h1>packed</h1>"])
        let archive = directory + "/shop.tar.gz"
        #expect(try await run("tar", "-czf", archive, "-C", directory, "packed").status == 0)
        let file = try await roost.roost("deploy", archive)
        #expect(file.status == 0, "\(file.errors)")
        #expect(try await roost.get("shop").body == "<h1>packed</h1>")
        let words = "tar -cz -C \(directory)/packed . | \(RoostFixture.executable) --home \(roost.home) deploy - --name piped"
        let shell = words.replacing(" --home \(roost.home) deploy", with: " deploy --home \(roost.home)")
        let piped = try await run("sh", "-c", shell)
        #expect(piped.status == 0, "\(piped.errors)")
        #expect(try await roost.get("piped").body == "<h1>packed</h1>")
        let again = try await roost.roost("app", "pull", "piped")
        #expect(again.errors.contains("it is not known where the code of piped comes from"))
      }
    }

    @Test func aRepositoryIsDeployedAndPulledAndReleasesSayTheirCommit() async throws {
      try await RoostFixture.with { roost in
        let work = try roost.project("gitshop", ["index.html": "one"])
        let git = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-C", work]
        func commit(_ message: String) async throws {
          for words in [["add", "-A"], ["commit", "-qm", message]] {
            let done = try await TestProcess("/usr/bin/env", git + words).finish()
            #expect(done.status == 0, "\(done.errors)")
          }
        }
        #expect(try await TestProcess("/usr/bin/env", git + ["init", "-q", "-b", "main"]).finish().status == 0)
        try await commit("Open the shop")
        let first = try await roost.roost("deploy", "file://\(work)", "--ref", "main")
        #expect(first.status == 0, "\(first.errors)")
        #expect(try await roost.get("gitshop").body == "one")
        _ = try roost.project("gitshop", ["index.html": "two"])
        try await commit("Repair the till")
        let pulled = try await roost.roost("app", "pull", "gitshop")
        #expect(pulled.status == 0, "\(pulled.errors)")
        #expect(try await roost.get("gitshop").body == "two")
        let releases = try await roost.info("gitshop").releases
        #expect(releases.map(\.source?.message) == ["Repair the till", "Open the shop"])
        #expect(releases[0].source?.author == "Ada" && releases[0].source?.commit?.count == 40)
        #expect(try await roost.roost("app", "source", "gitshop").output.contains("file://\(work)"))
        let changed = try await roost.roost("app", "source", "gitshop", "github:me/shop", "--ref", "next")
        #expect(changed.output.contains("github:me/shop") && changed.output.contains("next"))
      }
    }

    @Test func whatIsNotPublicIsNotAsked() async throws {
      try await RoostFixture.with { roost in
        let answer = try await roost.roost("deploy", "http://127.0.0.1:\(roost.port)/x.tar.gz")
        #expect(answer.status == 10, "\(answer.errors)")
        #expect(answer.errors.contains("ROOST_SOURCES_ALLOW_PRIVATE"))
        #expect(try await roost.roost("app", "list", "--json").decoded([AppSummary].self).isEmpty)
      }
    }
  }
}

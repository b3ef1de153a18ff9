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

    @Test func aPushThatCannotBeFetchedIsAnsweredAtOnceAndInTheJournal() async throws {
      try await RoostFixture.with { roost in
        let work = try roost.project("gone", ["index.html": "one"])
        #expect(try await roost.roost("deploy", work, "--name", "gone").status == 0)
        #expect(
          try await roost.roost("app", "source", "gone", "https://nowhere.invalid/me/gone.git", "--ref", "main").status == 0)
        let made = try await roost.roost("app", "webhook", "gone", "--json").decoded(WebhookDetail.self)
        let script = """
          proof=$(printf %s "$1" | openssl dgst -sha256 -hmac "$2" | sed 's/.* //')
          printf %s "$1" | curl -s -o /dev/null -w '%{http_code}' --data-binary @- -H 'X-GitHub-Event: push' \
            -H "X-GitHub-Delivery: d-1" -H "X-Hub-Signature-256: sha256=$proof" "$3"
          """
        let body = #"{"ref": "refs/heads/main", "repository": {"full_name": "me/gone"}, "commits": []}"#
        let url = "http://127.0.0.1:\(roost.port)/hooks/github/gone"
        #expect(try await run("sh", "-c", script, "sh", body, try #require(made.secret), url).output == "202")
        try await eventually("the journal says why it failed") {
          let newest = try await roost.roost("app", "deployments", "gone", "--json").decoded([DeploymentSummary].self).first
          return newest?.state == .failed && newest?.problem?.message.contains("nowhere.invalid is not known") == true
        }
        #expect(try await roost.get("gone").body == "one")
      }
    }

    @Test func aPushDeploysOnceAndOnlyWithTheSecret() async throws {
      try await RoostFixture.with { roost in
        let work = try roost.project("pushed", ["index.html": "one", "roost.yml": "watch: [\"*.html\"]\n"])
        let git = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-C", work]
        for words in [["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "one"]] {
          #expect(try await TestProcess("/usr/bin/env", git + words).finish().status == 0)
        }
        #expect(try await roost.roost("deploy", "file://\(work)").status == 0)
        let made = try await roost.roost("app", "webhook", "pushed", "--json").decoded(WebhookDetail.self)
        let secret = try #require(made.secret)
        let again = try await roost.roost("app", "webhook", "pushed", "--json").decoded(WebhookDetail.self)
        #expect(again.secret == nil && again.branch == "main")
        _ = try roost.project("pushed", ["index.html": "two"])
        #expect(try await TestProcess("/usr/bin/env", git + ["commit", "-qam", "two"]).finish().status == 0)

        func push(_ delivery: String, _ key: String, _ changes: [String: String] = [:]) async throws -> String {
          var fields = ["ref": "refs/heads/main", "repository": made.repository, "message": "two", "path": "index.html"]
          fields.merge(changes) { $1 }
          let body = """
            {"ref": "\(fields["ref"] ?? "")", "repository": {"full_name": "\(fields["repository"] ?? "")"},
            "head_commit": {"message": "\(fields["message"] ?? "")"}, "commits": [{"modified": ["\(fields["path"] ?? "")"]}]}
            """
          let script = """
            proof=$(printf %s "$1" | openssl dgst -sha256 -hmac "$2" | sed 's/.* //')
            printf %s "$1" | curl -s -o /dev/null -w '%{http_code}' --data-binary @- -H 'X-GitHub-Event: push' \
              -H "X-GitHub-Delivery: $3" -H "X-Hub-Signature-256: sha256=$proof" "$4"
            """
          let url = "http://127.0.0.1:\(roost.port)/hooks/github/\(fields["app"] ?? "pushed")"
          return try await run("sh", "-c", script, "sh", body, key, delivery, url).output
        }

        #expect(try await push("d-1", "wrong") == "401")
        #expect(try await push("d-1", secret, ["app": "nobody"]) == "404")
        #expect(try await push("d-1", secret, ["repository": "me/other"]) == "403")
        #expect(try await push("d-2", secret, ["ref": "refs/heads/next"]) == "200")
        #expect(try await push("d-3", secret, ["message": "two [skip ci]"]) == "200")
        #expect(try await push("d-4", secret, ["path": "README.md"]) == "200")
        #expect(try await roost.get("pushed").body == "one")
        #expect(try await push("d-5", secret) == "202")
        try await eventually("the push is deployed") { try await roost.get("pushed").body == "two" }
        #expect(try await push("d-5", secret) == "200", "a replay")
        #expect(try await push("d-7", secret) == "200", "a replay under another name, which is not signed")
        #expect(try await roost.info("pushed").releases.map(\.number) == [2, 1])
        let files = try await run("grep", "-rlF", secret, roost.home)
        #expect(files.output.isEmpty, "the secret lies open in \(files.output)")
        #expect(try await roost.roost("app", "webhook", "pushed", "--remove").status == 0)
        #expect(try await push("d-6", secret) == "404")
        let large = roost.home + "/large"
        try Data(repeating: 32, count: 20 << 20).write(to: URL(fileURLWithPath: large))
        let unread = try await roost.curl([
          "-X", "POST", "--data-binary", "@\(large)", "-H", "X-GitHub-Event: push", "-H", "X-GitHub-Delivery: d-8", "-H",
          "X-Hub-Signature-256: sha256=" + String(repeating: "0", count: 64), "-H", "Expect:",
          "http://127.0.0.1:\(roost.port)/hooks/github/nobody",
        ])
        #expect(unread.status == 404)
        // What does not say how long it is comes no further than that.
        let endless = try await roost.curl([
          "-X", "POST", "-d", "{}", "-H", "Transfer-Encoding: chunked", "-H", "X-GitHub-Event: push", "-H",
          "X-GitHub-Delivery: d-9", "-H", "X-Hub-Signature-256: sha256=" + String(repeating: "0", count: 64),
          "http://127.0.0.1:\(roost.port)/hooks/github/pushed",
        ])
        #expect(endless.status == 411)
        try FileManager.default.removeItem(atPath: large)
      }
    }
  }
}

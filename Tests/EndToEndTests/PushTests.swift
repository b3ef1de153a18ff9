import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct PushTests {
    /// A user's repository, with real git and `git-remote-roost` in PATH.
    struct Repository {
      let roost: RoostFixture
      let path: String
      var variables: [String: String]

      init(_ name: String, _ roost: RoostFixture, _ files: [String: String]) async throws {
        self.roost = roost
        path = try roost.project(name, files)
        let bin = try roost.project("\(name)-bin", ["x": ""])
        try FileManager.default.createSymbolicLink(
          atPath: bin + "/git-remote-roost", withDestinationPath: RoostFixture.executable)
        let search = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        variables = [
          "PATH": "\(bin):\(search)", "ROOST_HOME": roost.home, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "Ada",
          "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "a@example.com",
        ]
        #expect(try await git("init", "-q", "-b", "main").status == 0)
        try await commit("first")
      }

      func start(_ words: [String]) throws -> TestProcess {
        try TestProcess("/usr/bin/env", words, variables: variables, directory: path)
      }
      @discardableResult func git(_ words: String...) async throws -> CommandOutput { try await start(["git"] + words).finish() }

      func commit(_ message: String, _ files: [String: String] = [:]) async throws {
        for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
        try await git("add", "-A")
        let done = try await git("commit", "-q", "--allow-empty", "-m", message)
        #expect(done.status == 0, "\(done.errors)")
      }
    }

    @Test func whoPushesDoesNotChooseTheMachine() async throws {
      try await RoostFixture.with { roost in
        let files = ["index.html": "one", "roost.yml": "on: ssh://somewhere.example\n"]
        let shop = try await Repository("farpush", roost, files)
        _ = try await shop.start([RoostFixture.executable, "app", "remote", "farpush"]).finish()
        let pushed = try await shop.git("push", "roost", "main")
        #expect(pushed.errors.contains("takes node.admin"), "\(pushed.errors)")
      }
    }

    @Test func aPushMakesAnAppAndTheNextOneChangesIt() async throws {
      try await RoostFixture.with { roost in
        let shop = try await Repository("gitpush", roost, ["index.html": "one"])
        let remote = try await shop.start([RoostFixture.executable, "app", "remote", "gitpush"]).finish()
        #expect(remote.status == 0 && remote.output.contains("roost::gitpush"), "\(remote)")
        let first = try await shop.git("push", "roost", "main")
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.errors.contains("remote: release 1 of gitpush serves") && first.errors.contains("remote: == plan"))
        #expect(try await roost.get("gitpush").body == "one")
        #expect(try await shop.git("push", "roost", "main").errors.contains("Everything up-to-date"))

        try await shop.commit("Repair the till", ["index.html": "two"])
        let second = try await shop.git("push", "roost", "main")
        #expect(second.status == 0, "\(second.errors)")
        #expect(try await roost.get("gitpush").body == "two")
        let release = try #require(try await roost.info("gitpush").releases.first)
        #expect(release.source?.message == "Repair the till" && release.source?.place == "roost::gitpush")

        try await shop.git("reset", "-q", "--hard", "HEAD~1")
        try await shop.commit("another history", ["index.html": "three"])
        #expect(try await shop.git("push", "roost", "main").status != 0, "git itself asks for --force")
        let forced = try await shop.git("push", "--force", "roost", "main")
        #expect(forced.status == 0 && forced.errors.contains("the history of main is replaced"), "\(forced.errors)")
        #expect(try await roost.get("gitpush").body == "three")
        let copy = try await shop.git("clone", "-q", "roost::gitpush", "../gitpush-copy")
        #expect(copy.status == 0, "\(copy.errors)")
      }
    }

    @Test func aPushThatDoesNotServeIsRefusedAndCanBeRepeated() async throws {
      try await RoostFixture.with { roost in
        let shop = try await Repository("gitbroken", roost, ["index.html": "one"])
        #expect(try await shop.git("push", "roost::gitbroken", "main").status == 0)
        try await shop.commit("break it", ["roost.yml": "type: nonsense\n"])
        for _ in 1...2 {
          let broken = try await shop.git("push", "roost::gitbroken", "main")
          #expect(broken.status != 0 && broken.errors.contains("pre-receive hook declined"), "\(broken.errors)")
          #expect(broken.errors.contains("remote: mend: "), "\(broken.errors)")
        }
        #expect(try await roost.get("gitbroken").body == "one")
        #expect(try await shop.git("ls-remote", "roost::gitbroken").output.split(separator: "\n").count == 2)
        try FileManager.default.removeItem(atPath: shop.path + "/roost.yml")
        try await shop.commit("mend it", ["index.html": "two"])
        #expect(try await shop.git("push", "roost::gitbroken", "main").status == 0)
        #expect(try await roost.get("gitbroken").body == "two")

        let empty = try await Repository("gitempty", roost, ["notes.bin": "x"])
        #expect(try await empty.git("push", "roost::gitempty", "main").status != 0)
        #expect(try await roost.roost("app", "info", "gitempty").status != 0, "a first push that failed leaves no app")
        let nobody = try await empty.git("fetch", "roost::gitempty")
        #expect(nobody.errors.contains("there is no app named 'gitempty'"), "\(nobody.errors)")
      }
    }

    @Test func onlyTheAppsBranchIsTaken() async throws {
      try await RoostFixture.with { roost in
        let shop = try await Repository("gitrefs", roost, ["index.html": "one"])
        #expect(try await shop.git("push", "roost::gitrefs", "main").status == 0)
        try await shop.commit("two", ["index.html": "two"])
        try await shop.git("tag", "v2")
        let refusals = [
          (["v2"], "deploys nothing"), (["HEAD:refs/heads/next"], "deploys nothing"), ([":main"], "is not deleted by a push"),
          (["HEAD:refs/heads/a$(id)b"], "is no name of a branch"), (["HEAD:refs/roost/x"], "deploys nothing"),
          (["HEAD:refs/heads/-x"], "is no name of a branch"),
        ]
        for (what, said) in refusals {
          let answer = try await shop.start(["git", "push", "roost::gitrefs"] + what).finish()
          #expect(answer.status != 0 && answer.errors.contains(said), "\(what): \(answer.errors)")
        }
        #expect(try await roost.get("gitrefs").body == "one")
        let both = try await shop.git("push", "roost::gitrefs", "main", "v2")
        #expect(both.errors.contains("only refs/heads/main is kept here"), "\(both.errors)")
        #expect(try await roost.get("gitrefs").body == "two", "the branch itself is taken")
        try await shop.commit("three", ["index.html": "three"])
        try await shop.git("tag", "-a", "-m", "x", "v3")
        try await shop.git("reset", "-q", "--hard", "HEAD~1")
        #expect(try await shop.git("push", "roost::gitrefs", "v3^{}:main").status == 0)
        #expect(try await roost.get("gitrefs").body == "three")
        let listed = try await shop.git("ls-remote", "roost::gitrefs").output.split(separator: "\n")
        #expect(listed.count == 2, "\(listed)")
      }
    }

    @Test func whatGitWouldRefuseLaterIsRefusedFirst() async throws {
      try await RoostFixture.with { roost in
        let shop = try await Repository("gitlate", roost, ["index.html": "one"])
        #expect(try await shop.git("push", "roost::gitlate", "main").status == 0)
        try await shop.commit("two", ["index.html": "two"])
        try await shop.git("tag", "-a", "-m", "x", "v2")
        let tag = try await shop.git("push", "roost::gitlate", "v2:main")
        #expect(tag.status != 0 && tag.errors.contains("is a tag"), "\(tag.errors)")
        let atomic = try await shop.git("push", "--atomic", "roost::gitlate", "main")
        #expect(atomic.status != 0 && atomic.errors.contains("atomic"), "\(atomic.errors)")
        let tags = "seq 1 2000 | sed 's|.*|create refs/tags/t& HEAD|' | git update-ref --stdin"
        #expect(try await shop.start(["sh", "-c", tags]).finish().status == 0)
        let many = try await shop.git("push", "roost::gitlate", "main", "--tags")
        #expect(many.status != 0 && many.errors.contains("too many branches"), "\(many.errors.suffix(2000))")
        #expect(try await roost.get("gitlate").body == "one")

        let copy = shop.path + "-shallow"
        #expect(try await shop.git("clone", "-q", "--depth", "1", "file://\(shop.path)", copy).status == 0)
        let shallow = try await shop.git("-C", copy, "push", "roost::gitshallow", "main")
        #expect(shallow.status != 0 && shallow.errors.contains("git fetch --unshallow"), "\(shallow.errors)")
        #expect(try await shop.git("-C", copy, "fetch", "-q", "--unshallow").status == 0)
        let whole = try await shop.git("-C", copy, "push", "roost::gitshallow", "main")
        #expect(whole.status == 0, "\(whole.errors)")
      }
    }

    @Test func ofTwoPushesFromOneCommitTheSecondDeploysNothing() async throws {
      try await RoostFixture.with { roost in
        let shop = try await Repository("gittwo", roost, ["index.html": "one"])
        #expect(try await shop.git("push", "roost::gittwo", "main").status == 0)
        try await shop.git("branch", "ben")
        try await shop.commit("ada", ["roost.yml": "build: sleep 15\n", "index.html": "ada"])
        let ada = try shop.start(["git", "push", "roost::gittwo", "main"])
        try await eventually("the build is under way") { ada.errorsSoFar.contains("== build") }
        try await shop.git("checkout", "-q", "ben")
        try await shop.commit("ben", ["index.html": "ben"])
        let ben = try await shop.git("push", "roost::gittwo", "ben:main")
        #expect(ben.status != 0 && ben.errors.contains("somebody pushed to gittwo meanwhile"), "\(ben.errors)")
        let first = await ada.finish()
        #expect(first.status == 0, "\(first.errors)")
        #expect(try await roost.get("gittwo").body == "ada")
      }
    }

    @Test func whyAConversationFailedIsTold() async throws {
      try await RoostFixture.with { roost in
        let shop = try await Repository("gitgone", roost, ["index.html": "one"])
        #expect(try await shop.git("push", "roost::gitgone", "main").status == 0)
        let apps = roost.home + "/apps"
        let app = try #require(try FileManager.default.contentsOfDirectory(atPath: apps).first)
        try FileManager.default.removeItem(atPath: "\(apps)/\(app)/repository.git/objects")
        let listed = try await shop.git("ls-remote", "roost::gitgone")
        #expect(listed.status != 0 && listed.errors.contains("remote error: the repository of gitgone"), "\(listed.errors)")
      }
    }

    /// Neither the removal nor the end of the push leaves anything, whichever comes first.
    @Test func anAppThatIsRemovedDuringItsFirstPushIsGoneAndCanBePushedAgain() async throws {
      try await RoostFixture.with { roost in
        let shop = try await Repository("gitshort", roost, ["index.html": "one", "roost.yml": "build: sleep 60\n"])
        let pushing = try shop.start(["git", "push", "roost::gitshort", "main"])
        try await eventually("it builds") { pushing.errorsSoFar.contains("== build") || !pushing.isRunning }
        let refused = try await roost.roost("app", "remove", "gitshort", "--yes")
        #expect(refused.status == ProblemCode.appBusy.exitStatus && refused.errors.contains("roost app cancel gitshort"))
        #expect(try await roost.roost("app", "cancel", "gitshort").status == 0)
        let removal = try await roost.roost("app", "remove", "gitshort", "--yes")
        let ends = [0, ProblemCode.appNotFound.exitStatus, ProblemCode.appBusy.exitStatus]
        #expect(ends.contains(removal.status), "\(removal.errors)")
        let pushed = await pushing.finish()
        #expect(pushed.status != 0 && pushed.errors.contains("was cancelled during 'build'"), "\(pushed.errors)")
        try await eventually("nothing of it is left") {
          try FileManager.default.contentsOfDirectory(atPath: roost.home + "/apps").isEmpty && roost.sandboxes().isEmpty
        }
        #expect(try await roost.roost("app", "info", "gitshort").status == ProblemCode.appNotFound.exitStatus)
        try await shop.commit("quick", ["roost.yml": ""])
        let again = try await shop.git("push", "roost::gitshort", "main")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try await roost.get("gitshort").body == "one")
      }
    }

    @Test func aPushByACommandLineNeedsNoLink() async throws {
      try await RoostFixture.with { roost in
        let shop = try await Repository("gitext", roost, ["index.html": "one"])
        let added = try await shop.start([RoostFixture.executable, "app", "remote", "gitext", "--home", roost.home]).finish()
        #expect(added.status == 0 && added.output.contains("ext::"), "\(added)")
        let pushed = try await shop.git("push", "roost", "main")
        #expect(pushed.status == 0, "\(pushed.errors)")
        #expect(try await roost.get("gitext").body == "one")
        let taken = try await shop.start([RoostFixture.executable, "app", "remote", "other", "--home", roost.home]).finish()
        #expect(taken.status != 0 && taken.errors.contains("--remote NAME"))
      }
    }

    @Test func whoLeavesAPushLeavesTheAppAsItWas() async throws {
      try await RoostFixture.with { roost in
        let shop = try await Repository("gitleft", roost, ["index.html": "one"])
        #expect(try await shop.git("push", "roost::gitleft", "main").status == 0)
        try await shop.commit("slow", ["roost.yml": "build: sleep 600\n", "index.html": "two"])
        let push = try shop.start(["git", "push", "roost::gitleft", "main"])
        try await eventually("the build is under way") { push.errorsSoFar.contains("== build") }
        let helper = try #require(
          (try? String(contentsOfFile: "/proc/\(push.pid)/task/\(push.pid)/children", encoding: .utf8))?
            .split(separator: " ").first.flatMap { Int32($0) })
        kill(helper, SIGINT)
        let left = await push.finish()
        #expect(left.status != 0 && left.errors.contains("is called off"), "\(left.errors)")
        try await eventually("the deployment is called off") {
          try await roost.roost("app", "deployments", "gitleft").output.contains("cancelled")
        }
        #expect(try await roost.get("gitleft").body == "one")
        try await shop.commit("quick", ["roost.yml": "", "index.html": "three"])
        let again = try await shop.git("push", "roost::gitleft", "main")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try await roost.get("gitleft").body == "three")
      }
    }
  }
}

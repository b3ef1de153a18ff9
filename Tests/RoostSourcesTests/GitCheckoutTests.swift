import Foundation
import Glibc
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostSources

@Suite struct GitCheckoutTests {
  private let ignore: ProgressSink = { _ in }

  private func fetch(_ git: DeploySource.Git, _ fetcher: SourceFetcher, token: String? = nil) async throws -> FetchedSource {
    try await fetcher.fetch(.git(git), credential: token.map { Array($0.utf8) }, progress: ignore)
  }

  @Test func aBranchATagAndACommitAreFetched() async throws {
    try await SourceServer.with { server in
      try await server.repository("shop", [["index.html": "one"], ["index.html": "two", "api/main.py": "x"]])
      let fetcher = try await server.fetcher()
      let url = "\(server.address)/shop.git"
      let head = try await fetch(DeploySource.Git(url: url), fetcher)
      #expect(Files.read(head.directory.appending("index.html")) == "two")
      #expect(head.record.message == "commit 2[31m", "what steers a terminal is gone")
      #expect(head.record.author == "Ada Lovelace")
      #expect(head.name == "shop")
      await head.discard()
      for reference in ["main", "v1", try #require(head.record.commit)] {
        let fetched = try await fetch(DeploySource.Git(url: url, reference: reference), fetcher)
        #expect(fetched.record.commit == head.record.commit)
        await fetched.discard()
      }
      let work = server.scratch.appending("work-shop")
      let first = try await server.git(["rev-parse", "HEAD~1"], in: work)
      let old = try await fetch(DeploySource.Git(url: url, reference: first), fetcher)
      #expect(Files.read(old.directory.appending("index.html")) == "one")
      await old.discard()
      let part = try await fetch(DeploySource.Git(url: url, subdirectory: "api"), fetcher)
      #expect(try Files.names(part.directory) == ["main.py"])
      #expect(part.name == "api")
      await part.discard()
      let missing = await #expect(throws: Problem.self) {
        try await fetch(DeploySource.Git(url: url, reference: "nope"), fetcher)
      }
      #expect(missing?.code == .downloadFailed && missing?.message.contains("nope") == true)
      #expect(try Files.names(fetcher.settings.fetches).isEmpty)
    }
  }

  @Test func aTokenOpensAPrivateRepositoryAndIsSeenNowhere() async throws {
    try await SourceServer.with(token: "s3cret-token") { server in
      try await server.repository("shop", [["index.html": "private"]])
      let fetcher = try await server.fetcher()
      let url = "\(server.address)/shop.git"
      let closed = await #expect(throws: Problem.self) { try await fetch(DeploySource.Git(url: url), fetcher) }
      #expect(closed?.code == .permissionDenied)
      let wrong = await #expect(throws: Problem.self) { try await fetch(DeploySource.Git(url: url), fetcher, token: "other") }
      #expect(wrong?.code == .permissionDenied)
      let fetched = try await fetch(DeploySource.Git(url: url), fetcher, token: "s3cret-token")
      #expect(Files.read(fetched.directory.appending("index.html")) == "private")
      let found = try await ExternalCommand("grep", ["-rl", "s3cret-token", fetched.directory.string]).run()
      #expect(found.standardOutput.isEmpty)
      #expect(!String(describing: fetched.record).contains("s3cret"))
      await fetched.discard()
    }
  }

  @Test func nothingOfTheRepositoryOrTheMachineIsRun() async throws {
    try await SourceServer.with { server in
      let marker = server.scratch.appending("ran")
      try await server.repository(
        "evil",
        [
          [
            ".gitattributes": "* filter=evil\n", "index.html": "x",
            ".gitmodules": "[submodule \"a\"]\n path = a\n url = -u./payload\n",
          ]
        ])
      let hooks = server.root.appending("evil.git").appending("hooks")
      try Files.write(["post-checkout": "#!/bin/sh\ntouch \(marker)\n"], below: hooks)
      let fetcher = try await server.fetcher()
      let fetched = try await fetch(DeploySource.Git(url: "\(server.address)/evil.git"), fetcher)
      #expect(Files.read(fetched.directory.appending("index.html")) == "x")
      #expect(access(marker.string, F_OK) != 0)
      await fetched.discard()
      // A name without a commit to it is no submodule.
      let again = try await fetch(DeploySource.Git(url: "\(server.address)/evil.git", submodules: true), fetcher)
      #expect(access(marker.string, F_OK) != 0)
      await again.discard()
    }
  }

  @Test(arguments: [("broken.git", "answers with an error of its own"), ("hanging.git", "does not answer")])
  func serversThatFailAreSaidToFail(name: String, words: String) async throws {
    try await SourceServer.with { server in
      var settings = try await server.fetcher().settings
      settings.stallLimit = .seconds(2)
      let fetcher = SourceFetcher(settings: settings)
      let problem = await #expect(throws: Problem.self) {
        try await fetch(DeploySource.Git(url: "\(server.address)/\(name)"), fetcher)
      }
      #expect(problem?.code == .downloadFailed && problem?.message.contains(words) == true, "\(problem as Any)")
    }
    let unknown = await #expect(throws: Problem.self) {
      try await fetch(
        DeploySource.Git(url: "https://nowhere.invalid/x.git"), SourceFetcher(settings: SourceSettings(spool: "/tmp")))
    }
    #expect(unknown?.message == "the host nowhere.invalid is not known")
  }

  @Test func gitIsNotRoot() async throws {
    guard geteuid() == 0 else { return }
    try await SourceServer.with { server in
      try await server.repository("shop", [["index.html": "x"]])
      let fetched = try await fetch(DeploySource.Git(url: "\(server.address)/shop.git"), try await server.fetcher())
      var status = stat()
      #expect(stat(fetched.directory.appending("index.html").string, &status) == 0)
      #expect(status.st_uid >= 2_900_000 && status.st_uid < 2_910_000)
      await fetched.discard()
    }
  }

  @Test func placesThatAreNotPublicAreRefusedBeforeGitAsks() async throws {
    try await SourceServer.with { server in
      let fetcher = try await server.fetcher(allowing: [])
      for url in ["\(server.address)/shop.git", "https://localhost/x.git", "ssh://git@169.254.169.254/x.git"] {
        let problem = await #expect(throws: Problem.self) { try await fetch(DeploySource.Git(url: url), fetcher) }
        #expect(problem?.code == .permissionDenied)
      }
    }
  }

  @Test func aTreeThatIsTooLargeIsCountedBeforeItIsLaidOut() async throws {
    try await SourceServer.with { server in
      try await server.repository("large", [["zeros": String(repeating: "0", count: 21_000_000)]])
      let fetcher = try await server.fetcher()
      let problem = await #expect(throws: Problem.self) {
        try await fetch(DeploySource.Git(url: "\(server.address)/large.git"), fetcher)
      }
      #expect(problem?.code == .projectFileRefused)
    }
  }

  @Test func aLinkInTheWayOfASubdirectoryIsNotFollowed() async throws {
    try await SourceServer.with { server in
      let work = server.scratch.appending("work-links")
      try DirectoryCreation.ensure(work)
      #expect(symlink("/etc", work.appending("api").string) == 0)
      try await server.repository("links", [["index.html": "x"]])
      let fetcher = try await server.fetcher()
      let problem = await #expect(throws: Problem.self) {
        try await fetch(DeploySource.Git(url: "\(server.address)/links.git", subdirectory: "api"), fetcher)
      }
      #expect(problem?.code == .projectNotFound)
      for wrong in ["../x", "/etc", "", ".git", "a/../../b"] {
        await #expect(throws: Problem.self) {
          try await fetch(DeploySource.Git(url: "\(server.address)/links.git", subdirectory: wrong), fetcher)
        }
      }
    }
  }

  @Test func aRepositoryOfThisMachineIsReadAsItsOwner() async throws {
    try await SourceServer.with { server in
      try await server.repository("shop", [["index.html": "local"]])
      let fetched = try await fetch(
        DeploySource.Git(url: "file://\(server.root)/shop.git"), try await server.fetcher(allowing: []))
      #expect(Files.read(fetched.directory.appending("index.html")) == "local")
      await fetched.discard()
    }
  }
}

import RoostModel
import SystemPackage
import Testing

@testable import RoostSources

@Suite struct GitModulesTests {
  @Test func relativeAddressesAreReadAsGitDoes() throws {
    let base = try GitAddress("https://git.example.com/team/shop.git")
    #expect(try base.resolving("../lib.git").url == "https://git.example.com/team/lib.git")
    #expect(try base.resolving("./lib").url == "https://git.example.com/team/shop.git/lib")
    #expect(try base.resolving("../../other/lib").url == "https://git.example.com/other/lib")
    for wrong in ["../a b", "../lib\u{1B}", "./a/../../x", "../-u./payload;id"] {
      #expect(throws: Problem.self) { try base.resolving(wrong) }
    }
    let file = try GitAddress("file:///srv/git/shop.git")
    #expect(try file.resolving("../lib.git").url == "file:///srv/git/lib.git")
  }

  @Test func namesOfModulesMayHoldAnythingButALineEnd() {
    let listing = "submodule.a b.path\nlib one\0submodule.a b.url\n../x=y\0submodule.c.url\nhttps://h/x\0submodule.d.path\nd\0"
    #expect(GitModules.urls(listing) == ["lib one": "../x=y"])
  }

  @Test func submodulesAreFetchedAtTheirCommitsAndCountedWithTheRest() async throws {
    try await SourceServer.with { server in
      try await server.repository("lib", [["lib.txt": "library"]])
      try await server.repository("app", [["index.html": "x"]])
      let work = server.scratch.appending("work-app")
      let allow = ["-c", "protocol.file.allow=always", "-c", "protocol.http.allow=always"]
      try await server.git(
        allow + ["submodule", "add", "--name", "a lib", "\(server.address)/lib.git", "vendor/my lib"], in: work)
      try Files.write([".gitmodules": "[submodule \"a lib\"]\n\tpath = vendor/my lib\n\turl = ../lib.git\n"], below: work)
      try await server.git(["add", "-A"], in: work)
      try await server.git(["commit", "-q", "-m", "with a library"], in: work)
      try await server.git(["push", "-q", server.root.appending("app.git").string, "main"], in: work)
      try await server.git(["update-server-info"], in: server.root.appending("app.git"))
      let fetcher = try await server.fetcher()
      let source = DeploySource.git(DeploySource.Git(url: "\(server.address)/app.git", submodules: true))
      let fetched = try await fetcher.fetch(source) { _ in }
      #expect(Files.read(fetched.directory.appending("vendor/my lib/lib.txt")) == "library")
      await fetched.discard()

      var small = fetcher.settings
      small.entryLimit = 3
      let problem = await #expect(throws: Problem.self) { try await SourceFetcher(settings: small).fetch(source) { _ in } }
      #expect(
        problem?.code == .projectFileRefused, "two files and a module, and one file in that: \(String(describing: problem))")

      for (url, code) in [
        ("http://169.254.169.254/x.git", ProblemCode.permissionDenied), ("file:///etc", .projectFileRefused),
        ("ext::sh -c id", .projectFileRefused), ("-u./payload", .projectFileRefused), ("../../../../../x y", .projectFileRefused),
      ] {
        try Files.write([".gitmodules": "[submodule \"a lib\"]\n\tpath = vendor/my lib\n\turl = \(url)\n"], below: work)
        try await server.git(["commit", "-q", "-am", "evil"], in: work)
        try await server.git(["push", "-q", server.root.appending("app.git").string, "main"], in: work)
        let problem = await #expect(throws: Problem.self) { try await fetcher.fetch(source) { _ in } }
        #expect(problem?.code == code, "\(url): \(String(describing: problem))")
      }
    }
  }
}

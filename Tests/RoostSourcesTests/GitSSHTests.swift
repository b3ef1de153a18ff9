import Foundation
import Glibc
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostSources

/// Against a real `sshd`, whose login may run git and nothing else.
@Suite struct GitSSHTests {
  private func with(_ body: (SSHServer, SourceFetcher, DeploySource.Git, [UInt8]) async throws -> Void) async throws {
    try await ScratchDirectory.with("git-ssh") { scratch in
      chmod(scratch.string, 0o755)
      let git = "git-shell -c \"$SSH_ORIGINAL_COMMAND\""
      let server = try await SSHServer.start(in: scratch, cache: scratch, more: ["ForceCommand \(git)"])
      try await cleaning({ await server.stop() }) {
        let work = scratch.appending("work")
        try DirectoryCreation.ensure(work)
        try Files.write(["index.html": "over ssh"], below: work)
        for words in [["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "one"]] {
          var command = ExternalCommand("git", ["-c", "user.name=Ada", "-c", "user.email=a@example.com"] + words)
          command.workingDirectory = work
          try await command.succeed()
        }
        var settings = SourceSettings(spool: scratch.appending("spool"))
        settings.allowed = ["127.0.0.1"].compactMap { AddressRange($0) }
        settings.timeLimit = .seconds(60)
        let fetcher = SourceFetcher(settings: settings)
        try await fetcher.open()
        let login = String(cString: getpwuid(geteuid()).pointee.pw_name)
        let source = DeploySource.Git(url: "ssh://\(login)@127.0.0.1:\(server.port)\(work)", reference: "main")
        let key = try #require(try SmallFile.read(scratch.appending("client"), limit: 10_000))
        try await body(server, fetcher, source, key)
      }
    }
  }

  private func fetch(_ source: DeploySource.Git, _ fetcher: SourceFetcher, _ key: [UInt8]) async throws -> FetchedSource {
    try await fetcher.fetch(.git(source), credential: key) { _ in }
  }

  @Test func aHostThatIsNotKnownIsNotBelieved() async throws {
    try await with { server, fetcher, source, key in
      let unknown = await #expect(throws: Problem.self) { try await fetch(source, fetcher, key) }
      #expect(
        unknown?.code == .hostKeyUnknown && unknown?.hint.contains("ssh-keyscan -p \(server.port)") == true, "\(unknown as Any)")

      var told = source
      told.hostKeys = try String(contentsOfFile: server.directory.appending("host.pub").string, encoding: .utf8)
        .split(separator: " ").prefix(2).joined(separator: " ")
      let fetched = try await fetch(told, fetcher, key)
      #expect(Files.read(fetched.directory.appending("index.html")) == "over ssh")
      #expect(fetched.record.commit?.count == 40)
      if geteuid() == 0 {
        var status = stat()
        #expect(stat(fetched.directory.appending("index.html").string, &status) == 0)
        #expect(status.st_uid >= FetchUser.first && status.st_uid < FetchUser.first + 10_000)
      }
      await fetched.discard()
      await #expect(throws: Problem.self, "nothing is remembered by itself") { try await fetch(source, fetcher, key) }

      told.hostKeys = try String(contentsOfFile: server.directory.appending("known_hosts").string, encoding: .utf8)
      await (try fetch(told, fetcher, key)).discard()
    }
  }

  @Test func anotherKeyThanTheOneThatIsKnownIsSaid() async throws {
    try await with { server, fetcher, source, key in
      var told = source
      told.hostKeys = try String(contentsOfFile: server.directory.appending("client.pub").string, encoding: .utf8)
      let changed = await #expect(throws: Problem.self) { try await fetch(told, fetcher, key) }
      #expect(changed?.code == .hostKeyChanged, "\(changed as Any)")
    }
  }

  @Test func aLoginThatIsNotLetInIsSaid() async throws {
    try await with { server, fetcher, source, _ in
      var told = source
      told.hostKeys = try String(contentsOfFile: server.directory.appending("known_hosts").string, encoding: .utf8)
      let host = try #require(try SmallFile.read(server.directory.appending("host"), limit: 10_000))
      let refused = await #expect(throws: Problem.self) { try await fetch(told, fetcher, host) }
      #expect(refused?.code == .permissionDenied && refused?.hint.contains("--key-file") == true, "\(refused as Any)")
    }
  }

  @Test func whatIsNoKeyOfAHostIsRefused() throws {
    for wrong in [
      "hello", "host ssh-dss AAAA", "@cert-authority * ssh-ed25519 AAAA", "ssh-ed25519", "host ssh-ed25519 AA\u{1B}A",
    ] {
      #expect(throws: Problem.self) { try HostKeys(wrong) }
    }
    let keys = try HostKeys("# a comment\nssh-ed25519 AAAA me@here\n[h]:22 ssh-rsa BBBB\n")
    #expect(
      keys.lines(for: try GitAddress("ssh://git@example.com:2222/x")) == [
        "[example.com]:2222 ssh-ed25519 AAAA", "[h]:22 ssh-rsa BBBB",
      ])
    #expect(keys.lines(for: try GitAddress("git@example.com:x"))[0] == "example.com ssh-ed25519 AAAA")
  }
}

import Foundation
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostSources

@Suite struct WebDownloadTests {
  private let ignore: ProgressSink = { _ in }

  private func serveArchive(_ server: SourceServer) async throws -> String {
    try Files.write(["shop/index.html": "from the web"], below: server.scratch)
    let file = server.root.appending("shop.tar.gz")
    try await ExternalCommand("tar", ["-czf", file.string, "-C", server.scratch.string, "shop"]).succeed()
    return try FileSum.sha256(of: file)
  }

  private func fetch(
    _ url: String, _ fetcher: SourceFetcher, sha256: String? = nil, headers: String? = nil
  ) async throws -> FetchedSource {
    try await fetcher.fetch(
      .url(DeploySource.Web(url: url, sha256: sha256)), credential: headers.map { Array($0.utf8) }, progress: ignore)
  }

  @Test func anArchiveIsFetchedOverRedirectsAndItsSumIsHeld() async throws {
    try await SourceServer.with { server in
      let fetcher = try await server.fetcher()
      let sum = try await serveArchive(server)
      let fetched = try await fetch("\(server.address)/redirect?to=/redirect?to=/shop.tar.gz", fetcher, sha256: sum)
      #expect(Files.read(fetched.directory.appending("shop").appending("index.html")) == "from the web")
      #expect(fetched.record.sha256 == sum)
      #expect(fetched.record.place == "\(server.address)/redirect", "what follows the question mark may be a secret")
      await fetched.discard()
      let wrong = await #expect(throws: Problem.self) {
        try await fetch("\(server.address)/shop.tar.gz", fetcher, sha256: String(repeating: "0", count: 64))
      }
      #expect(wrong?.code == .downloadCorrupt)
      #expect(try Files.names(fetcher.settings.fetches).isEmpty)
    }
  }

  @Test func whatIsNotPublicIsNotAskedNotEvenByARedirect() async throws {
    try await SourceServer.with { server in
      _ = try await serveArchive(server)
      let closed = try await server.fetcher(allowing: [])
      for host in ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "169.254.169.254"] {
        let problem = await #expect(throws: Problem.self) { try await fetch("http://\(host):\(server.port)/shop.tar.gz", closed) }
        #expect([.permissionDenied, .downloadFailed, .usageInvalid].contains(problem?.code), "\(host): \(problem as Any)")
      }
      let open = try await server.fetcher()
      for target in [
        "http://169.254.169.254/latest", "http://127.0.0.2:\(server.port)/shop.tar.gz", "http://[::1]:\(server.port)/x",
      ] {
        let problem = await #expect(throws: Problem.self) { try await fetch("\(server.address)/redirect?to=\(target)", open) }
        #expect(problem?.code == .permissionDenied, "\(target): \(problem as Any)")
      }
    }
  }

  @Test func headerLinesGoToTheFirstOriginOnly() async throws {
    try await SourceServer.with { server in
      _ = try await serveArchive(server)
      let fetcher = try await server.fetcher(allowing: ["127.0.0.0/8"])
      let there = "http://127.0.0.2:\(server.port)"
      _ = there
      let url = "\(server.address)/fields?to=\(server.address)/fields?to=/shop.tar.gz"
      let fetched = try await fetch(url, fetcher, headers: "Authorization: Bearer abc\n")
      await fetched.discard()
      let lines = Files.read(server.root.appending("fields"))?.split(separator: "\n").map(String.init)
      #expect(lines == Array(repeating: "127.0.0.1:\(server.port) Bearer abc", count: 2))
      try await SourceServer.with { other in
        let away = "\(server.address)/fields?to=\(other.address)/fields?to=\(server.address)/shop.tar.gz"
        let fetched = try await fetch(away, fetcher, headers: "Authorization: Bearer abc\n")
        await fetched.discard()
        #expect(Files.read(other.root.appending("fields")) == "127.0.0.1:\(other.port) none\n")
      }
    }
  }

  @Test func whatIsEndlessShortOrGoesInCirclesEnds() async throws {
    try await SourceServer.with { server in
      let fetcher = try await server.fetcher()
      let endless = await #expect(throws: Problem.self) { try await fetch("\(server.address)/endless", fetcher) }
      #expect(endless?.code == .projectFileRefused)
      let short = await #expect(throws: Problem.self) { try await fetch("\(server.address)/short", fetcher) }
      #expect(short?.code == .downloadFailed)
      let circle = (0..<7).reduce("/x") { path, _ in "/redirect?to=\(path)" }
      let circled = await #expect(throws: Problem.self) { try await fetch("\(server.address)\(circle)", fetcher) }
      #expect(circled?.code == .downloadFailed)
      let missing = await #expect(throws: Problem.self) { try await fetch("\(server.address)/none", fetcher) }
      #expect(missing?.message.contains("404") == true)
      #expect(try Files.names(fetcher.settings.fetches).isEmpty)
    }
  }

  @Test(arguments: [
    "ftp://host/x", "file:///etc/passwd", "https://u:p@host/x", "https://", "x", "https://host/a b", "gopher://x/",
    "https://127%2e0.0.1/x", "https://%6cocalhost/x", "https://[fe80::1%25eth0]/x", "https://-x/y", "https://h_%00/x",
  ])
  func otherAddressesAreRefused(text: String) {
    #expect(throws: Problem.self) { try WebPlace(text) }
  }

  @Test(arguments: ["Host: x", "no colon", "A b: c", "X: a\u{0}b", ": x", "Transfer-Encoding: chunked"])
  func wrongHeaderLinesAreRefused(text: String) {
    #expect(throws: Problem.self) { try HeaderLines.parse(Array(text.utf8)) }
  }

  @Test func aRedirectNeverLeavesTLS() throws {
    let place = try WebPlace("https://host/a")
    #expect(throws: Problem.self) { try place.following("http://host/b") }
    #expect(try place.following("../b").text == "https://host/b")
  }
}

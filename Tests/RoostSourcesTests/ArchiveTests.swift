import Foundation
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostSources

@Suite struct ArchiveTests {
  private let ignore: ProgressSink = { _ in }

  private func pack(_ name: String, _ words: [String], in server: SourceServer) async throws -> FilePath {
    let file = server.scratch.appending(name)
    var command = ExternalCommand("tar", words.map { $0 == "FILE" ? file.string : $0 })
    command.workingDirectory = server.scratch
    try await command.succeed()
    return file
  }

  private func fetch(_ file: FilePath, with fetcher: SourceFetcher) async throws -> FetchedSource {
    try await fetcher.fetch(.archive(DeploySource.Archive(path: file.string, name: file.lastComponent?.string)), progress: ignore)
  }

  @Test(arguments: [
    ("shop.tar", "--create"), ("shop.tgz", "-z"), ("shop.tar.xz", "-J"), ("shop.tar.zst", "--zstd"), ("shop.tar.bz2", "-j"),
  ])
  func everyFormIsUnpacked(name: String, option: String) async throws {
    try await SourceServer.with { server in
      let fetcher = try await server.fetcher()
      try Files.write(["shop/index.html": "hello", "shop/a/b.txt": "b", "shop/A/B.txt": "other case"], below: server.scratch)
      let file = try await pack(
        name, option == "--create" ? ["-cf", "FILE", "shop"] : [option, "-cf", "FILE", "shop"], in: server)
      let fetched = try await fetch(file, with: fetcher)
      #expect(Files.read(fetched.directory.appending("shop").appending("index.html")) == "hello")
      #expect(Files.read(fetched.directory.appending("shop").appending("A").appending("B.txt")) == "other case")
      #expect(fetched.name == "shop")
      #expect(fetched.record.kind == .archive && fetched.record.sha256?.count == 64)
      await fetched.discard()
      #expect(try Files.names(fetcher.settings.fetches).isEmpty)
    }
  }

  @Test func aZipIsUnpackedToo() async throws {
    try await SourceServer.with { server in
      let fetcher = try await server.fetcher()
      try Files.write(["site/index.html": "zip", "site/x/y": "1"], below: server.scratch)
      let file = server.scratch.appending("site.zip")
      var zip = ExternalCommand("python3", ["-m", "zipfile", "-c", file.string, "index.html", "x"])
      zip.workingDirectory = server.scratch.appending("site")
      try await zip.succeed()
      let fetched = try await fetch(file, with: fetcher)
      #expect(try Files.names(fetched.directory) == ["index.html", "x"])
      await fetched.discard()
    }
  }

  /// Each is made by a few lines of Python, as `tar` would not.
  @Test(arguments: [
    "add('../evil', b'x')", "add('/etc/evil', b'x')", "link('a', '/etc/passwd')", "link('a', '../../x')",
    "link('a', '.'); add('a/../../x', b'')", "device('null')", "[add('%d' % i, b'') for i in range(100001)]",
    "add('bomb', bytes(21_000_000))", "add('a' * 300, b'')", "hard('a', '../../etc/passwd')", "add('a\\\\b', b'')",
  ])
  func whatIsHostileIsRefusedAndNothingIsLeft(lines: String) async throws {
    try await SourceServer.with { server in
      let fetcher = try await server.fetcher()
      let file = server.scratch.appending("evil.tar.gz")
      let script = """
        import io, sys, tarfile
        archive = tarfile.open(sys.argv[1], 'w:gz')
        def entry(name, **fields):
            info = tarfile.TarInfo(name)
            for key, value in fields.items(): setattr(info, key, value)
            return info
        def add(name, body): archive.addfile(entry(name, size=len(body)), io.BytesIO(body))
        def link(name, to): archive.addfile(entry(name, type=tarfile.SYMTYPE, linkname=to))
        def hard(name, to): archive.addfile(entry(name, type=tarfile.LNKTYPE, linkname=to))
        def device(name): archive.addfile(entry(name, type=tarfile.CHRTYPE, devmajor=1, devminor=3))
        \(lines)
        archive.close()
        """
      try await ExternalCommand("python3", ["-c", script, file.string]).succeed()
      let problem = await #expect(throws: Problem.self) { try await fetch(file, with: fetcher) }
      #expect(problem?.code == .projectFileRefused, "\(problem as Any)")
      #expect(try Files.names(fetcher.settings.fetches).isEmpty)
    }
  }

  @Test func whatIsNoArchiveIsSaidToBeNone() async throws {
    try await SourceServer.with { server in
      let fetcher = try await server.fetcher()
      for bytes in [Array("hello".utf8), [], [0x1F, 0x8B, 8, 0], Array("PK\u{3}\u{4}".utf8)] {
        let file = server.scratch.appending("x.zip")
        try AtomicFile.write(bytes, to: file)
        await #expect(throws: Problem.self) { try await fetch(file, with: fetcher) }
      }
    }
  }

  @Test func anUploadIsWholeBeforeItHasAName() async throws {
    try await SourceServer.with { server in
      let spool = try await server.fetcher().uploads
      let upload = try await spool.begin()
      try await upload.write(Array("secret".utf8))
      await #expect(throws: Problem.self) { try await spool.credential(upload.id) }
      let summary = try await upload.finish()
      #expect(summary.bytes.bytes == 6)
      #expect(summary.sha256 == "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b")
      #expect(try await spool.credential(upload.id) == Array("secret".utf8))
      spool.discard(upload.id)
      await #expect(throws: Problem.self) { try await spool.credential(upload.id) }
    }
  }

  @Test func anUploadIsBoundedInSizeAndUploadsInNumber() async throws {
    try await SourceServer.with { server in
      let spool = try await server.fetcher().uploads
      let upload = try await spool.begin()
      let piece = [UInt8](repeating: 0, count: 3_000_000)
      try await upload.write(piece)
      let problem = await #expect(throws: Problem.self) { try await upload.write(piece) }
      #expect(problem?.code == .projectFileRefused)
      await upload.abandon()
      var uploads: [Upload] = []
      for _ in 0..<32 { uploads.append(try await spool.begin()) }
      #expect(await #expect(throws: Problem.self) { try await spool.begin() }?.code == .appBusy)
    }
  }
}

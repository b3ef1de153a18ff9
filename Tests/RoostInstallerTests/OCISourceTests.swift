import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage
import Testing

@testable import RoostInstaller

@Suite struct OCISourceTests {
  private static let gzip = "application/vnd.oci.image.layer.v1.tar+gzip"
  private static let zstandard = "application/vnd.oci.image.layer.v1.tar+zstd"

  /// A tar archive of what `script` makes, packed with `options`.
  private func layer(_ script: String, _ options: String, in scratch: FilePath, name: String) async throws -> [UInt8] {
    var command = ExternalCommand(
      "sh", ["-c", "mkdir \(name) && cd \(name) && \(script) && tar \(options) -cf ../\(name).tar ."])
    command.workingDirectory = scratch
    try await command.succeed()
    return Array(try Data(contentsOf: URL(fileURLWithPath: scratch.appending("\(name).tar").string)))
  }

  private func registry(in scratch: FilePath, architecture: String = ImageManifest.architecture, type: String = gzip) async throws
    -> TinyRegistry
  {
    let root = """
      mkdir -p usr/bin etc var/lib/dpkg tmp && ln -s usr/bin bin && echo hi > usr/bin/tool && chmod 4755 usr/bin/tool && \
      echo old > etc/gone && echo box > etc/hostname && echo x > tmp/rest && \
      printf 'Package: libc6\\nStatus: install ok installed\\nVersion: 2.36-9\\n\\n' > var/lib/dpkg/status
      """
    let first = try await layer(root, "-z", in: scratch, name: "one")
    let second = try await layer(
      "mkdir etc usr && echo new > usr/more && touch etc/.wh.gone", "--zstd", in: scratch, name: "two")
    return TinyRegistry(layers: [(first, type), (second, OCISourceTests.zstandard)], architecture: architecture)
  }

  private func build(from server: FaultyServer, home: FilePath) async throws -> ArchiveFixture.Made {
    let source = OCISource(
      registry: "127.0.0.1:\(server.port)", repository: TinyRegistry.repository, tag: "stable", version: "12")
    let entry = CatalogueEntry(
      id: try #require(RuntimeID("system")), title: "System", scheme: .debian, source: .oci(source))
    let installer = try await ArchiveFixture.installer(entry, home: home)
    return try await ArchiveFixture.build("system", with: installer)
  }

  @Test func anImageBecomesATree() async throws {
    try await withScratch { scratch in
      let server = try await registry(in: scratch).serve()
      defer { server.stop() }
      let made = try await build(from: server, home: scratch.appending("home"))
      #expect(made.version == "12")
      #expect(try made.tree.appending("bin/tool").read() == "hi\n")
      #expect(try made.tree.appending("usr/more").read() == "new\n")
      for gone in ["etc/gone", "etc/hostname", "tmp/rest", "etc/.wh.gone"] {
        #expect(!made.tree.appending(gone).exists, "\(gone)")
      }
      #expect(made.origin.provenance.contains("libc6=2.36-9"), "wheels and packages are chosen by it")
      #expect(made.origin.provenance.contains { $0.hasPrefix("manifest sha256:") })
      let mode = try FileManager.default.attributesOfItem(atPath: made.tree.appending("usr/bin/tool").string)[.posixPermissions]
      #expect(mode as? Int == 0o755)
    }
  }

  @Test func wrongBytesAreRefused() async throws {
    try await withScratch { scratch in
      let registry = try await registry(in: scratch)
      let server = try registry.serve()
      defer { server.stop() }
      for (round, digest) in registry.blobs.keys.sorted().enumerated() {
        registry.swapped.withLock { $0 = [digest: [1, 2, 3]] }
        let found = await problem { try await build(from: server, home: scratch.appending("home\(round)")) }
        #expect([.downloadCorrupt, .downloadFailed].contains(found?.code), "\(digest): \(String(describing: found))")
      }
    }
  }

  @Test func whatDoesNotRunHereIsNotTaken() async throws {
    try await withScratch { scratch in
      let server = try await registry(in: scratch, architecture: "riscv64").serve()
      defer { server.stop() }
      let found = await problem { try await build(from: server, home: scratch.appending("home")) }
      #expect(found?.message.contains("no image for linux") == true)
    }
    try await withScratch { scratch in
      let server = try await registry(in: scratch, type: "application/vnd.in-toto+json").serve()
      defer { server.stop() }
      let found = await problem { try await build(from: server, home: scratch.appending("home")) }
      #expect(found?.message.contains("not supported") == true)
    }
  }

  @Test func challengesAreRead() {
    let challenge = BearerChallenge(#"Bearer realm="https://auth.example/token",service="a b",scope="repository:x/y:pull,push""#)
    #expect(challenge?.address == "https://auth.example/token?service=a%20b&scope=repository%3Ax%2Fy%3Apull%2Cpush")
    #expect(BearerChallenge("Basic realm=\"x\"") == nil)
    #expect(BearerChallenge("Bearer service=\"x\"") == nil)
  }

  @Test func sourcesOfImagesAreRead() {
    let stanza = """
      Types: deb
      # comment
      URIs: http://mirror.example/debian
      Suites: bookworm bookworm-updates
      Components: main
      Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

      Types: deb-src
      URIs: http://mirror.example/debian
      Suites: bookworm
      Components: main
      """
    let key = "[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]"
    #expect(
      AptSources.lines(inStanzas: stanza) == """
        deb \(key) http://mirror.example/debian bookworm main
        deb \(key) http://mirror.example/debian bookworm-updates main

        """)
  }
}

import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

/// Archives of makers' servers that are not what they should be, and signatures that are not either.
@Suite struct HostileArchiveTests {
  private static func entry(signature: Signature? = nil, server: FaultyServer, form: ArchiveSource.Form = .tarGzip) throws
    -> CatalogueEntry
  {
    let recipe = ArchiveSource(
      url: server.base + "/tool-{version}.tgz", form: form, architectures: ["x86_64": "x64", "aarch64": "arm64"],
      versions: VersionListing(url: server.base + "/versions", form: .text, pattern: "v([0-9.]+)"),
      checksum: Checksum(url: server.base + "/sums-{version}", form: .shasums), signature: signature, destination: "usr/local")
    return CatalogueEntry(id: try #require(RuntimeID("tool")), title: "Tool", scheme: .semver, source: .archive(recipe))
  }

  private static func serve(_ archive: [UInt8], signature: [UInt8] = [], versions: String = "v1.0.0") throws -> FaultyServer {
    let sums = Array("\(Sums.sha256(archive))  tool-1.0.0.tgz\n".utf8)
    return try FaultyServer { request in
      switch request.path {
      case "/versions": .init(body: Array(versions.utf8))
      case "/sums-1.0.0": .init(body: sums)
      case "/sums-1.0.0.sig": .init(body: signature)
      case "/tool-1.0.0.tgz": .file(archive, for: request)
      default: .init(status: 404)
      }
    }
  }

  private func build(_ archive: [UInt8], home: FilePath, form: ArchiveSource.Form = .tarGzip) async throws -> ArchiveFixture.Made
  {
    let server = try HostileArchiveTests.serve(archive)
    defer { server.stop() }
    let installer = try await ArchiveFixture.installer(try HostileArchiveTests.entry(server: server, form: form), home: home)
    return try await ArchiveFixture.build("tool@1", with: installer)
  }

  /// Made by the real tar in `scratch/in`, after `script` has filled it.
  private func tar(_ script: String, _ options: String, in scratch: FilePath) async throws -> [UInt8] {
    let line = "mkdir in && cd in && \(script) && tar -czf ../a.tgz \(options)"
    var command = ExternalCommand("sh", ["-c", line])
    command.workingDirectory = scratch
    try await command.succeed()
    return Array(try Data(contentsOf: URL(fileURLWithPath: scratch.appending("a.tgz").string)))
  }

  @Test(arguments: [
    ("ln -s /etc/passwd bad", "bad", "absolute path"),
    ("touch bad", "-P --transform s,^,../, bad", ".."),
    ("touch bad", "-P --transform s,^,/tmp/, bad", "absolute"),
    ("mkfifo bad", "bad", "device or a pipe"),
    ("ln -s ../../../../etc bad", "bad", "leads out"),
    ("touch Bad bad", "Bad bad", "case"),
  ])
  func isRefused(script: String, options: String, reason: String) async throws {
    try await withScratch { scratch in
      let archive = try await tar(script, options, in: scratch)
      let found = await problem { try await build(archive, home: scratch.appending("home")) }
      #expect(found?.code == .downloadCorrupt && found?.message.contains(reason) == true, "\(String(describing: found))")
    }
  }

  @Test func privilegesAreCleared() async throws {
    try await withScratch { scratch in
      let archive = try await tar("touch su plain && chmod 6755 su", "su plain", in: scratch)
      let made = try await build(archive, home: scratch.appending("home"))
      let mode =
        try FileManager.default.attributesOfItem(atPath: made.tree.appending("usr/local/su").string)[.posixPermissions] as? Int
      #expect(mode == 0o755)
    }
  }

  @Test(arguments: [ArchiveSource.Form.tarGzip, .tarXZ, .tarZstandard, .zip])
  func bytesThatAreNoArchiveAreRefused(form: ArchiveSource.Form) async throws {
    try await withScratch { scratch in
      let noise = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7919 ^ $0 >> 3) }
      let found = await problem { try await build(noise, home: scratch.appending("home"), form: form) }
      #expect([.downloadCorrupt, .toolFailed].contains(found?.code), "\(String(describing: found))")
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func anArchiveThatFillsTheDiskIsADiskThatIsFull() async throws {
    try await withScratch { scratch in
      let archive = try await tar("head -c 9000000 /dev/urandom > a && cat a a > big && rm a", "big", in: scratch)
      try await withSmallDisk(megabytes: 24) { home in
        #expect(await problem { try await build(archive, home: home) }?.code == .diskFull)
      }
    }
  }

  @Test func versionsThatAreNoNamesAreLeftOut() {
    #expect(ArchiveVersion.isUsable("1.25.1") && ArchiveVersion.isUsable("21.0.8+9"))
    for version in ["", "../x", "1/2", "1..2", "-1", "a b", "1\n2", String(repeating: "1", count: 65), "{url}"] {
      #expect(!ArchiveVersion.isUsable(version), "\(version)")
    }
  }

  @Test func signaturesAreCheckedWhereThereIsAKeyring() async throws {
    try await withScratch { scratch in
      let archive = try await tar("touch plain", "plain", in: scratch)
      let sums = "\(Sums.sha256(archive))  tool-1.0.0.tgz\n"
      let keys = try await SigningKey.make(in: scratch.appending("gnupg"))
      try DirectoryCreation.ensure(scratch.appending("keyrings"))
      try await keys.export(to: scratch.appending("keyrings/tool.gpg"))
      let good = try await keys.sign(sums, in: scratch)
      let other = try await keys.sign("something else", in: scratch)
      for (signature, isGood) in [(good, true), (other, false), ([], false), (Array("junk".utf8), false)] {
        let server = try HostileArchiveTests.serve(archive, signature: signature)
        defer { server.stop() }
        let entry = try HostileArchiveTests.entry(signature: Signature(url: "{checksums}.sig", keyring: "tool"), server: server)
        let home = scratch.appending("home-\(signature.count)")
        let installer = try await ArchiveFixture.installer(entry, home: home, keyrings: scratch.appending("keyrings"))
        if isGood {
          let made = try await ArchiveFixture.build("tool", with: installer)
          #expect(made.origin.provenance.contains("signature good: tool"))
        } else {
          #expect(await problem { try await ArchiveFixture.build("tool", with: installer) }?.code == .signatureInvalid)
        }
      }
      try await keys.stop()
    }
  }
}

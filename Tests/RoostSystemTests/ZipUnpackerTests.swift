import Foundation
import RoostModel
import SystemPackage
import Testing

@testable import RoostSystem

@Suite struct ZipUnpackerTests {
  private func unpack(_ archive: FilePath, to tree: FilePath, place: @escaping @Sendable (String) -> String? = { $0 })
    throws(Problem) -> UnpackReport
  {
    try ZipUnpacker(archive, into: UnpackTarget(tree: tree, place: place)).unpack()
  }

  private func withArchive(_ bytes: [UInt8], _ body: (FilePath, FilePath) async throws -> Void) async throws {
    try await withScratch { scratch in
      let path = scratch.appending("a.zip")
      try Data(bytes).write(to: URL(fileURLWithPath: path.string))
      let tree = scratch.appending("tree")
      try DirectoryCreation.ensure(tree)
      try await body(path, tree)
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.string).sorted() == ["a.zip", "tree"])
    }
  }

  @Test func unpacksStoredFilesWithTheirModes() async throws {
    let bytes = ZipBuilder.archive([
      .init(name: "d/", mode: 0o040755), .init(name: "d/run", contents: Array("hello".utf8), mode: 0o104777),
      .init(name: "skipped", contents: [1]), .init(name: "e/f", contents: []),
    ])
    try await withArchive(bytes) { path, tree in
      let report = try unpack(path, to: tree) { $0 == "skipped" ? nil : "in/" + $0 }
      #expect(report == UnpackReport(entries: 3, bytes: ByteCount(5)))
      #expect(try tree.appending("in/d/run").read() == "hello")
      #expect(tree.appending("in/e/f").exists && !tree.appending("in/skipped").exists)
      let mode = try FileManager.default.attributesOfItem(atPath: tree.appending("in/d/run").string)[.posixPermissions] as? Int
      #expect(mode == 0o755)
    }
  }

  @Test func unpacksWhatPythonDeflates() async throws {
    try await withScratch { scratch in
      let script = """
        import zipfile, random
        z = zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED)
        random.seed(1)
        for i in range(40):
          z.writestr("f/%d" % i, bytes(random.randrange(7) for _ in range(i * 20011)))
        z.writestr("zeros", b"0" * 3000000)
        z.close()
        import hashlib
        for n in sorted(z.namelist()): print(n, hashlib.sha256(zipfile.ZipFile("a.zip").read(n)).hexdigest())
        """
      var command = ExternalCommand("python3", ["-c", script])
      command.workingDirectory = scratch
      let expected = try await command.succeed().standardOutput
      let tree = scratch.appending("tree")
      try DirectoryCreation.ensure(tree)
      _ = try unpack(scratch.appending("a.zip"), to: tree)
      var sums = ExternalCommand(
        "sh", ["-c", "for f in f/* zeros; do echo $f $(sha256sum < $f | cut -d' ' -f1); done | LC_ALL=C sort"])
      sums.workingDirectory = tree
      #expect(try await sums.succeed().standardOutput == expected)
    }
  }

  @Test func aHeaderThatTellsAnotherStoryIsRefused() async throws {
    var bytes = ZipBuilder.archive([.init(name: "a", contents: Array("hello".utf8))])
    bytes[30] = UInt8(ascii: "b")  // the name in the local header
    try await withArchive(bytes) { path, tree in
      let found = await problem { try unpack(path, to: tree) }
      #expect(found?.message.contains("not what the table of contents says") == true)
    }
  }

  @Test func changedContentsAreRefused() async throws {
    var bytes = ZipBuilder.archive([.init(name: "a", contents: Array("hello".utf8))])
    bytes[33] ^= 1
    try await withArchive(bytes) { path, tree in
      #expect(await problem { try unpack(path, to: tree) }?.code == .downloadCorrupt)
    }
  }

  @Test func casesThatCollideAreRefused() async throws {
    try await withArchive(ZipBuilder.archive([.init(name: "A/x"), .init(name: "a/y")])) { path, tree in
      #expect(await problem { try unpack(path, to: tree) }?.message.contains("case") == true)
    }
    try await withArchive(ZipBuilder.archive([.init(name: "a"), .init(name: "a/y")])) { path, tree in
      #expect(await problem { try unpack(path, to: tree) }?.code == .downloadCorrupt)
    }
  }

  @Test func everyChangedByteIsSurvived() async throws {
    let whole = ZipBuilder.archive([.init(name: "a", contents: Array("hello".utf8)), .init(name: "b/c", contents: [1])])
    for position in whole.indices {
      var bytes = whole
      bytes[position] = ~bytes[position]
      try await withArchive(bytes) { path, tree in
        if let found = await problem({ try unpack(path, to: tree) }) { #expect(found.code == .downloadCorrupt) }
      }
    }
  }

  @Test func zipTimesAreThoseOfTheCalendar() {
    // 2024-02-29 12:34:56
    let value: UInt32 = (UInt32(44 << 9 | 2 << 5 | 29) << 16) | UInt32(12 << 11 | 34 << 5 | 28)
    #expect(ZipTime.seconds(value) == 1_709_210_096)
    #expect(ZipTime.seconds(0x0021_0000) == 315_532_800)
  }
}

import Foundation
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@Suite struct ZipDirectoryTests {
  private func read(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) async throws -> ZipDirectory {
    try await withScratch { scratch in
      let path = scratch.appending("a.zip")
      try Data(bytes).write(to: URL(fileURLWithPath: path.string))
      return try ZipDirectory.read(path, limits: limits)
    }
  }

  private func refusal(_ entries: [ZipBuilder.Entry], limits: ArchiveLimits = ArchiveLimits()) async -> Problem? {
    await problem { try await read(ZipBuilder.archive(entries), limits: limits) }
  }

  @Test func readsAnHonestArchive() async throws {
    let directory = try await read(
      ZipBuilder.archive([.init(name: "d/", mode: 0o040755), .init(name: "d/a", contents: Array("hello".utf8)), .init(name: "b")])
    )
    #expect(directory.entries.map(\.path) == ["d/", "d/a", "b"])
    #expect(directory.entries.map(\.kind) == [.directory, .file, .file])
    #expect(directory.unpackedSize == ByteCount(5))
  }

  @Test func readsWhatPythonWrites() async throws {
    try await withScratch { scratch in
      try scratch.appending("x.txt").write(String(repeating: "roost ", count: 1000))
      var command = ExternalCommand("python3", ["-m", "zipfile", "-c", "a.zip", "x.txt"])
      command.workingDirectory = scratch
      try await command.succeed()
      let directory = try ZipDirectory.read(scratch.appending("a.zip"))
      #expect(directory.entries.map(\.path) == ["x.txt"])
      #expect(directory.entries.map(\.size) == [6000])
    }
  }

  @Test(arguments: ["../../etc/cron.d/x", "/etc/passwd", "a\\..\\b", "a/../../b"])
  func refusesNamesThatLeadOutside(_ name: String) async {
    #expect(await refusal([.init(name: name)])?.code == .downloadCorrupt)
  }

  @Test func refusesLinksDevicesAndSecrets() async {
    #expect(await refusal([.init(name: "l", contents: Array("/etc/passwd".utf8), mode: 0o120777)])?.code == .downloadCorrupt)
    #expect(await refusal([.init(name: "null", mode: 0o020666)])?.code == .downloadCorrupt)
    #expect(await refusal([.init(name: "x", flags: 1)])?.code == .downloadCorrupt)
    #expect(await refusal([.init(name: "x", method: 99)])?.code == .downloadCorrupt)
  }

  @Test func refusesWhatUnpacksToTooMuch() async {
    let bomb = ZipBuilder.Entry(name: "zeros", contents: [1, 2, 3], claimedSize: 1_000_000_000)
    #expect(await refusal([bomb])?.message.contains("times its size") == true)
    var limits = ArchiveLimits()
    limits.bytes = ByteCount(10)
    #expect(
      await refusal([.init(name: "a", contents: [UInt8](repeating: 0, count: 11))], limits: limits)?.code == .downloadCorrupt)
    limits = ArchiveLimits()
    limits.entries = 1
    #expect(await refusal([.init(name: "a"), .init(name: "b")], limits: limits)?.code == .downloadCorrupt)
  }

  @Test func refusesOverlappingEntries() async {
    let found = await refusal([.init(name: "a", contents: [1]), .init(name: "b", contents: [1], claimedOffset: 0)])
    #expect(found?.message.contains("overlap") == true)
    #expect(await refusal([.init(name: "a", claimedOffset: 4_000_000)])?.code == .downloadCorrupt)
  }

  @Test func refusesEveryTruncation() async throws {
    let whole = ZipBuilder.archive([.init(name: "a", contents: Array("hello".utf8)), .init(name: "b")])
    for length in 0..<whole.count {
      let found = await problem { try await read(Array(whole.prefix(length))) }
      #expect(found?.code == .downloadCorrupt, "accepted \(length) of \(whole.count) bytes")
    }
  }

  @Test func survivesEveryChangedByte() async throws {
    let whole = ZipBuilder.archive([.init(name: "a", contents: Array("hello".utf8)), .init(name: "b/c")])
    for position in whole.indices {
      var bytes = whole
      bytes[position] = ~bytes[position]
      // Accepted or refused, but with a problem and without a trap.
      if let found = await problem({ try await read(bytes) }) { #expect(found.code == .downloadCorrupt) }
    }
  }
}

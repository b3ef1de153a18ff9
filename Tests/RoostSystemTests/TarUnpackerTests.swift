import Foundation
import RoostModel
import SeededRandom
import SystemPackage
import Testing

@testable import RoostSystem

@Suite struct TarUnpackerTests {
  /// Bytes of a test's own, in pieces of an awkward size.
  private final class Memory: ByteStream {
    private var rest: ArraySlice<UInt8>
    init(_ bytes: [UInt8]) { rest = bytes[...] }
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
      let piece = rest.prefix(min(buffer.count, 313))
      buffer.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  @discardableResult
  private func unpack(
    _ bytes: [UInt8], to tree: FilePath, style: UnpackTarget.Style = .files, limits: ArchiveLimits = ArchiveLimits()
  )
    throws(Problem) -> UnpackReport
  {
    let target = UnpackTarget(tree: tree, style: style, limits: limits)
    return try TarUnpacker.unpack(
      Memory(bytes), archive: "a.tar", packedSize: ByteCount(UInt64(bytes.count)), into: target)
  }

  private func refusal(_ entries: [TarBuilder.Entry], limits: ArchiveLimits = ArchiveLimits()) async throws -> Problem? {
    try await withScratch { scratch in
      let tree = scratch.appending("tree")
      try DirectoryCreation.ensure(tree)
      let found = await problem { try unpack(TarBuilder.archive(entries), to: tree, limits: limits) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.string) == ["tree"], "something was made outside")
      return found
    }
  }

  @Test func unpacksAnHonestArchive() async throws {
    try await withScratch { tree in
      let report = try unpack(
        TarBuilder.archive([
          .init(name: "./", type: "5"), .init(name: "./d/", type: "5"),
          .init(name: "d/run", contents: Array("hello".utf8), mode: 0o4755),
          .init(name: "d/link", type: "2", target: "run"), .init(name: "other/name", type: "1", target: "d/run"),
        ]), to: tree)
      #expect(report == UnpackReport(entries: 4, bytes: ByteCount(5)))
      #expect(try tree.appending("d/link").read() == "hello")
      #expect(try tree.appending("other/name").read() == "hello")
      let attributes = try FileManager.default.attributesOfItem(atPath: tree.appending("d/run").string)
      #expect(attributes[.posixPermissions] as? Int == 0o755, "setuid must be gone")
      #expect(attributes[.modificationDate] as? Date == Date(timeIntervalSince1970: 1_700_000_000))
    }
  }

  @Test(arguments: ["ustar", "pax", "gnu"])
  func unpacksWhatPythonWrites(format: String) async throws {
    try await withScratch { scratch in
      let long = String(repeating: "deep/", count: 30) + String(repeating: "n", count: 90)
      let name = format == "ustar" ? "a/" + String(repeating: "n", count: 120) : long
      let short = format == "ustar" ? String(repeating: "d/", count: 60) + "file" : name
      let script = """
        import tarfile, io
        t = tarfile.open("a.tar", "w", format=tarfile.\(format.uppercased())_FORMAT)
        i = tarfile.TarInfo("\(short)"); i.size = 700000; t.addfile(i, io.BytesIO(b"x" * 700000))
        i = tarfile.TarInfo("ünï"); i.type = tarfile.SYMTYPE; i.linkname = "\(short)"[:90]; t.addfile(i)
        t.close()
        """
      var command = ExternalCommand("python3", ["-c", script])
      command.workingDirectory = scratch
      try await command.succeed()
      let tree = scratch.appending("tree")
      try DirectoryCreation.ensure(tree)
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: scratch.appending("a.tar").string)))
      try unpack(bytes, to: tree)
      #expect(try tree.appending(short).read().count == 700_000)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: tree.appending("ünï").string) == String(short.prefix(90)))
    }
  }

  @Test(arguments: ["../x", "/etc/passwd", "a/../../b", "a\\b", "//", "a//b"])
  func namesThatLeadOutsideAreRefused(_ name: String) async throws {
    #expect(try await refusal([.init(name: name, contents: [1])])?.code == .downloadCorrupt)
    #expect(try await refusal([TarBuilder.pax("path", name), .init(name: "a", contents: [1])])?.code == .downloadCorrupt)
    #expect(
      try await refusal([.init(name: "x", contents: Array(name.utf8), type: "L"), .init(name: "a")])?.code == .downloadCorrupt)
    #expect(try await refusal([.init(name: "a"), .init(name: "b", type: "1", target: name)])?.code == .downloadCorrupt)
  }

  @Test(arguments: ["/etc/passwd", "../x", "a/../../x", "d/../../x", ""])
  func linksThatLeadOutsideAreRefused(_ target: String) async throws {
    #expect(try await refusal([.init(name: "l", type: "2", target: target)])?.code == .downloadCorrupt)
  }

  @Test func aLinkThatLeadsOutByWayOfAnotherIsRefused() async throws {
    let found = try await refusal([
      .init(name: "a/b/c", type: "2", target: "../.."), .init(name: "e", type: "2", target: "a/b/c/../x"),
    ])
    #expect(found?.message.contains("leads out") == true)
  }

  @Test func nothingIsWrittenThroughALink() async throws {
    let below: [TarBuilder.Entry] = [.init(name: "l", type: "2", target: "."), .init(name: "l/x", contents: [1])]
    #expect(try await refusal(below)?.message.contains("below a file or a link") == true)
    #expect(try await refusal(below.reversed())?.code == .downloadCorrupt)
    #expect(
      try await refusal([.init(name: "l", type: "2", target: "x"), .init(name: "l", contents: [1])])?.code == .downloadCorrupt)
  }

  @Test func devicesDoublesAndCaseCollisionsAreRefused() async throws {
    #expect(try await refusal([.init(name: "null", type: "3")])?.message.contains("device") == true)
    #expect(try await refusal([.init(name: "p", type: "6")])?.code == .downloadCorrupt)
    #expect(try await refusal([.init(name: "a"), .init(name: "a")])?.message.contains("twice") == true)
    #expect(try await refusal([.init(name: "Dir/a"), .init(name: "dir/b")])?.message.contains("case") == true)
    #expect(try await refusal([.init(name: "h", type: "1", target: "none")])?.message.contains("not there") == true)
    #expect(try await refusal([.init(name: "S", type: "S")])?.message.contains("kind") == true)
  }

  @Test func whatAmountsToTooMuchIsRefused() async throws {
    var limits = ArchiveLimits()
    limits.bytes = ByteCount(10)
    let eleven = TarBuilder.Entry(name: "a", contents: [UInt8](repeating: 1, count: 11))
    #expect(try await refusal([eleven], limits: limits)?.message.contains("more than 10") == true)
    limits = ArchiveLimits()
    limits.entries = 1
    #expect(try await refusal([.init(name: "a"), .init(name: "b")], limits: limits)?.code == .downloadCorrupt)
    let bomb = TarBuilder.Entry(name: "zeros", claimedSize: 1_000_000_000)
    #expect(try await refusal([bomb])?.message.contains("times its size") == true)
  }

  @Test func everyTruncationIsNoticed() async throws {
    let whole = TarBuilder.archive([.init(name: "a", contents: Array("hello".utf8)), .init(name: "b")], ended: false)
    for length in stride(from: 1, to: whole.count, by: 37) where length % 512 != 0 {
      try await withScratch { tree in
        let found = await problem { try unpack(Array(whole.prefix(length)), to: tree) }
        #expect(found?.code == .downloadCorrupt, "accepted \(length) of \(whole.count) bytes")
      }
    }
  }

  /// Accepted or refused, but with a problem, without a trap, and with nothing outside.
  @Test func changedBytesAreSurvived() async throws {
    let whole = TarBuilder.archive([
      TarBuilder.pax("path", "d/long"), .init(name: "a", contents: Array("hello".utf8)), .init(name: "l", type: "2", target: "a"),
    ])
    try await withScratch { scratch in
      for round in 0..<600 {
        var random = SeededRandom(seed: UInt64(round))
        var bytes = whole
        for _ in 0...(round % 5) { bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random) }
        // Headers whose sums are right again get further.
        for start in stride(from: 0, to: bytes.count - 511, by: 512) where round.isMultiple(of: 2) { resum(&bytes, at: start) }
        let tree = scratch.appending("tree\(round)")
        try DirectoryCreation.ensure(tree)
        _ = await problem { try unpack(bytes, to: tree, style: round.isMultiple(of: 3) ? .system : .files) }
        let made = try FileManager.default.contentsOfDirectory(atPath: scratch.string)
        try #require(made.allSatisfy { $0.hasPrefix("tree") }, "round \(round), which is the seed")
      }
    }
  }

  private func resum(_ bytes: inout [UInt8], at start: Int) {
    var sum = 0
    for index in 0..<512 { sum += (148..<156).contains(index) ? 32 : Int(bytes[start + index]) }
    let text = String(sum, radix: 8)
    let digits = String(repeating: "0", count: max(0, 6 - text.count)) + text + "\u{0} "
    for (index, byte) in digits.utf8.prefix(8).enumerated() { bytes[start + 148 + index] = byte }
  }
}

import Foundation
import Glibc
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@Suite struct TreeArchiveTests {
  @Test func aTreeComesBackAsItWas() async throws {
    try await withScratch { scratch in
      let tree = try sampleTree(in: scratch)
      let archive = scratch.appending("a.tar.zst")
      let packed = try await PackedTree.pack(tree, to: archive)
      let copy = scratch.appending("copy")
      try DirectoryCreation.ensure(copy)
      let unpacked = try await unpack(archive, packed, into: copy)
      #expect(unpacked == packed)
      #expect(try await listing(copy) == listing(tree))
      let again = scratch.appending("b.tar.zst")
      #expect(try await PackedTree.pack(copy, to: again) == packed)
      #expect(try Data(contentsOf: URL(filePath: again.string)) == Data(contentsOf: URL(filePath: archive.string)))
    }
  }

  @Test func tarReadsIt() async throws {
    try await withScratch { scratch in
      let tree = try sampleTree(in: scratch)
      let archive = scratch.appending("a.tar.zst")
      _ = try await PackedTree.pack(tree, to: archive)
      let copy = scratch.appending("copy")
      try DirectoryCreation.ensure(copy)
      try await ExternalCommand("tar", ["-x", "--zstd", "-p", "-f", archive.string, "-C", copy.string]).succeed()
      #expect(try await listing(copy) == listing(tree))
    }
  }

  @Test func onlyCheckingFindsTheSame() async throws {
    try await withScratch { scratch in
      let archive = scratch.appending("a.tar.zst")
      let packed = try await PackedTree.pack(try sampleTree(in: scratch), to: archive)
      #expect(try await unpack(archive, packed, into: nil) == packed)
    }
  }

  @Test func theDigestKnowsEachPart() async throws {
    try await withScratch { scratch in
      let tree = try sampleTree(in: scratch)
      var digests: Set<String> = [try await digest(of: tree, in: scratch)]
      for change in ["chmod 700 bin/run", "echo >> bin/run", "ln -sf other link", "mv bin/run bin/ran", "touch new"] {
        try await ExternalCommand("sh", ["-c", "cd \"$1\" && \(change)", "sh", tree.string]).succeed()
        #expect(digests.insert(try await digest(of: tree, in: scratch)).inserted, "\(change)")
      }
      try await ExternalCommand("touch", ["-d", "2001-01-01", tree.appending("new").string]).succeed()
      #expect(!digests.insert(try await digest(of: tree, in: scratch)).inserted)
    }
  }

  @Test(arguments: [
    [entry("../escaped")], [entry("/absolute")], [entry("a/../b")], [entry("a//b")], [entry(".")], [entry("")], [entry("b/c")],
    [entry("b"), entry("a")], [entry("a"), entry("a")], [link("a", to: "/tmp"), entry("a/b")],
    [TreeEntry(path: Array("a".utf8), kind: .hardLink(Array("b".utf8)))],
    [TreeEntry(path: Array("a".utf8), kind: .hardLink(Array("/etc/passwd".utf8)))],
    [link("a", to: "/etc/passwd"), TreeEntry(path: Array("b".utf8), kind: .hardLink(Array("a".utf8)))],
    [TreeEntry(path: Array("a".utf8), kind: .file(size: 0), mode: 0o4755)],
    [entry(String(repeating: "n", count: 256))], [entry("n" + String(repeating: "/n", count: 3000))],
  ])
  func hostileEntriesAreRefused(_ entries: [TreeEntry]) async throws {
    try await withScratch { scratch in
      let headers = try entries.flatMap { try #require(TreeHeader.encode($0)) }
      #expect(try await read(headers + end, in: scratch)?.code == .bundleInvalid)
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.string).sorted().first == "archive")
      #expect(!scratch.appending("escaped").exists)
    }
  }

  @Test func onlyOneSpellingIsRead() async throws {
    try await withScratch { scratch in
      let honest = try #require(TreeHeader.encode(Self.entry("a")))
      #expect(try await read(honest + end, in: scratch) == nil)
      for position in 0..<honest.count {
        var bytes = honest
        bytes[position] ^= 1
        #expect(try await read(bytes + end, in: scratch) != nil, "byte \(position)")
      }
      #expect(try await read(honest + end + [0], in: scratch)?.message == "something follows its end")
      #expect(try await read(honest + end.dropLast(), in: scratch)?.message == "it ends too early")
      #expect(try await read(honest + end, limit: 1535, in: scratch)?.message == "it unpacks to more than it says")
      #expect(try await read([], in: scratch)?.message == "it ends too early")
    }
  }

  @Test func whatUnpacksToMoreIsRefusedOnTheWay() async throws {
    try await withScratch { scratch in
      let tree = scratch.appending("tree")
      try DirectoryCreation.ensure(tree)
      try await ExternalCommand("truncate", ["-s", "300M", tree.appending("zeros").string]).succeed()
      let archive = scratch.appending("a.tar.zst")
      var packed = try await PackedTree.pack(tree, to: archive)
      #expect(packed.bytes > 300 << 20)
      packed.bytes = 1 << 20
      let found = await failure { try await unpack(archive, packed, into: nil) }
      #expect(found?.message == "it unpacks to more than it says")
    }
  }

  private let end = [UInt8](repeating: 0, count: 1024)

  private static func entry(_ path: String) -> TreeEntry { TreeEntry(path: Array(path.utf8), kind: .file(size: 0)) }
  private static func link(_ path: String, to target: String) -> TreeEntry {
    TreeEntry(path: Array(path.utf8), kind: .symbolicLink(Array(target.utf8)))
  }

  /// The problem of reading these bytes as an archive into a new directory.
  private func read(_ bytes: [UInt8], limit: UInt64 = 1 << 20, in scratch: FilePath) async throws -> Problem? {
    let file = scratch.appending("archive")
    try Data(bytes).write(to: URL(filePath: file.string))
    let target = scratch.appending("target")
    try await DirectoryRemoval.remove(target)
    try DirectoryCreation.ensure(target)
    let number = open(file.string, O_RDONLY | O_CLOEXEC)
    defer { close(number) }
    return await failure {
      var reader = TreeArchiveReader(number, limit: limit)
      return try reader.read(into: try TreeUnpacking(target))
    }
  }

  private func failure(_ body: () async throws -> some Any) async -> Problem? {
    do {
      _ = try await body()
      return nil
    } catch { return error as? Problem }
  }

  private func digest(of tree: FilePath, in scratch: FilePath) async throws -> String {
    let archive = scratch.appending("\(UUID())")
    return try await PackedTree.pack(tree, to: archive).digest
  }

  private func unpack(_ archive: FilePath, _ packed: TreeArchiveSummary, into tree: FilePath?) async throws -> TreeArchiveSummary
  {
    let size = try UInt64(Data(contentsOf: URL(filePath: archive.string)).count)
    let file = OwnedDescriptor(owning: open(archive.string, O_RDONLY | O_CLOEXEC))
    let sha256 = try FileSection(file: file, offset: 0, count: size).sha256()
    return try await PackedTree.unpack(file, at: 0, count: size, sha256: sha256, limit: packed.bytes, into: tree)
  }

  private func sampleTree(in scratch: FilePath) throws -> FilePath {
    let tree = scratch.appending("tree")
    let long = String(repeating: "d", count: 90) + "/" + String(repeating: "e", count: 90)
    for name in ["bin", "empty", long] { try DirectoryCreation.ensure(tree.appending(name)) }
    let files = ["bin/run": "#!/bin/sh\n", "\(long)/file": "x", "Főtanúsítvány.crt": "y", "b.txt": "", "bin.txt": "z"]
    for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: tree.appending(name).string)) }
    chmod(tree.appending("bin/run").string, 0o755)
    chmod(tree.appending("empty").string, 0o1777)
    Glibc.link(tree.appending("bin/run").string, tree.appending("z-hard").string)
    symlink("/absolute/elsewhere", tree.appending("link").string)
    symlink(long + "/file", tree.appending("bin/far").string)
    chmod(tree.appending("bin").string, 0o555)
    return tree
  }

  /// Names, modes, owners, times and link counts, as `find` sees them.
  private func listing(_ tree: FilePath) async throws -> String {
    let format = "%P %y %m %U %G %T@ %n %l\n"
    let found = try await ExternalCommand("find", [tree.string, "-mindepth", "1", "-printf", format]).succeed()
    // Whole seconds are kept.
    return found.standardOutput.split(separator: "\n").sorted().map { $0.replacing(#/\.\d{10} /#, with: " ") }.joined(
      separator: "\n")
  }
}

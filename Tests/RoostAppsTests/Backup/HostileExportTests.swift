import Foundation
import RoostModel
import RoostSources
import RoostStore
import RoostSystem
import SystemPackage
import Testing

@testable import RoostApps

/// Exports whose frame, digests and manifest are in order, and whose trees are not.
@Suite struct HostileExportTests {
  private static func entry(_ path: String, mode: UInt32 = 0o644) -> TreeEntry {
    TreeEntry(path: Array(path.utf8), kind: .file(size: 0), mode: mode)
  }
  private static func link(_ path: String, to target: String) -> TreeEntry {
    TreeEntry(path: Array(path.utf8), kind: .symbolicLink(Array(target.utf8)))
  }
  private static func hardLink(_ path: String, to target: String) -> TreeEntry {
    TreeEntry(path: Array(path.utf8), kind: .hardLink(Array(target.utf8)))
  }

  private static let trees: [String: [TreeEntry]] = [
    "parent": [entry("../escaped")], "absolute": [entry("/tmp/roost-escaped")], "inner": [entry("a/../../escaped")],
    "twice": [entry("a"), entry("a")], "disorder": [entry("b"), entry("a")], "setuid": [entry("a", mode: 0o4755)],
    "setgid": [entry("a", mode: 0o2755)], "through a link": [link("a", to: "/tmp"), entry("a/escaped")],
    "hard link out": [hardLink("a", to: "/etc/passwd")], "hard link up": [entry("a"), hardLink("b", to: "../a")],
    "hard link to a link": [link("a", to: "/etc/passwd"), hardLink("b", to: "a")], "no directory": [entry("a/b")],
    "deep": [entry("n" + String(repeating: "/n", count: 3000))],
  ]

  private func bytes(_ entries: [TreeEntry]) throws -> [UInt8] {
    try entries.flatMap { try #require(TreeHeader.encode($0)) } + [UInt8](repeating: 0, count: 1024)
  }

  /// A header of the type of a character device, with its sum made right.
  private func device() throws -> [UInt8] {
    var block = try #require(TreeHeader.encode(Self.entry("null")))
    block[156] = UInt8(ascii: "3")
    block.replaceSubrange(148..<156, with: [UInt8](repeating: 32, count: 8))
    let sum = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
    let digits = String(repeating: "0", count: 6 - sum.count) + sum
    block.replaceSubrange(148..<156, with: Array(digits.utf8) + [0, 32])
    return block + [UInt8](repeating: 0, count: 1024)
  }

  /// An export whose code or data is that tar file. `states`: what its manifest says of it.
  private func export(
    _ tar: [UInt8], as part: AppArchivePart, in scene: AppScene, _ states: (inout AppManifest.Tree) -> Void = { _ in }
  ) async throws -> FilePath {
    var manifest = try AppManifestTests.manifest()
    let plain = scene.home.appending("plain.tar")
    let honest = scene.home.appending("honest.tar.zst")
    let packed = scene.home.appending("packed.tar.zst")
    for path in [plain, honest, packed] { try await DirectoryRemoval.remove(path) }
    try Data(tar).write(to: URL(filePath: plain.string))
    try await ExternalCommand("zstd", ["-q", plain.string, "-o", packed.string]).succeed()
    let good = try await PackedTree.pack(scene.paths.release(2).project, to: honest)
    var tree = AppManifest.Tree(bytes: UInt64(tar.count), entries: 1, digest: String(repeating: "ab", count: 32))
    states(&tree)
    let goodTree = AppManifest.Tree(bytes: good.bytes, entries: good.entries, digest: good.digest)
    var parts: [(AppArchivePart, [UInt8], AppManifest.Tree?)] = [
      (.history, Array("[]".utf8), nil), (.open, Array(#"{"variables":[]}"#.utf8), nil),
    ]
    if part == .data { parts.append((.code, try read(honest), goodTree)) }
    parts.append((part, try read(packed), tree))
    manifest.members = parts.map { part, bytes, tree in
      AppManifest.Member(name: part.rawValue, size: UInt64(bytes.count), sha256: Digest.of(bytes), tree: tree)
    }
    let text = try AppArchiveWriting.encode(manifest)
    let frame = AppArchive.frame(of: manifest, size: UInt64(text.count))
    let contents = [text, try AppProof.make(of: text, id: manifest.id, key: nil)] + parts.map(\.1)
    var file: [UInt8] = []
    for (member, contents) in zip(frame.members, contents) {
      file += member.header + contents + [UInt8](repeating: 0, count: member.padding)
    }
    let path = scene.home.appending("hostile.roost")
    try Data(file + TarFrame.end).write(to: URL(filePath: path.string))
    return path
  }

  private func read(_ path: FilePath) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path.string))) }

  /// Why it is refused; nothing but its own room may hold any of it.
  private func refusal(_ file: FilePath, _ scene: AppScene) async throws -> Problem? {
    let services = scene.services
    do throws(Problem) {
      try await services.backupSpool.withRoom { (room) async throws(Problem) in
        _ = try await services.unpack(file, passphrase: nil, in: room) { _ in }
      }
      return nil
    } catch { return error }
  }

  @Test(arguments: [AppArchivePart.code, .data]) func hostileTreesAreRefused(part: AppArchivePart) async throws {
    try await AppScene.with { scene in
      var tars = try Self.trees.mapValues(bytes)
      tars["device"] = try device()
      for (name, tar) in tars {
        let problem = try await refusal(try await export(tar, as: part, in: scene), scene)
        #expect(problem?.code == .exportInvalid, "\(name): \(problem.map(String.init(describing:)) ?? "taken")")
        #expect(problem?.message.contains(Self.wholeAndOther) == false, "\(name) was unpacked")
        let left = try FileManager.default.contentsOfDirectory(atPath: scene.services.backupSpool.root.string)
        #expect(left.sorted() == ["exports", "uploads"], "\(name): \(left)")
        for escaped in ["/tmp/escaped", "/tmp/roost-escaped"] { #expect(!AppDirectories.exists(FilePath(escaped)), "\(name)") }
      }
    }
  }

  /// What is said of a tree that was unpacked, and is not the one it says.
  private static let wholeAndOther = "is not the tree it says"

  /// The tests above look at what is refused before that.
  @Test func aHarmlessTreeIsUnpackedAndCompared() async throws {
    try await AppScene.with { scene in
      let problem = try await refusal(try await export(try bytes([Self.entry("a")]), as: .data, in: scene), scene)
      #expect(problem?.message.contains(Self.wholeAndOther) == true, "\(problem.map(String.init(describing:)) ?? "taken")")
    }
  }

  @Test func moreThanIsStatedIsRefused() async throws {
    try await AppScene.with { scene in
      let many = try bytes((10_000..<15_000).map { Self.entry("f\($0)") })
      let tooMany = try await refusal(try await export(many, as: .data, in: scene), scene)
      #expect(tooMany?.code == .exportInvalid)
      // A few bytes that unpack to many.
      let bomb = try bytes([TreeEntry(path: Array("zero".utf8), kind: .file(size: 64 << 20))])
      let zeros = Array(bomb.prefix(512)) + [UInt8](repeating: 0, count: 64 << 20) + bomb.suffix(1024)
      let tooMuch = try await refusal(try await export(zeros, as: .data, in: scene) { $0.bytes = 4096 }, scene)
      #expect(tooMuch?.code == .exportInvalid)
      let beyondTheDisk = try await refusal(try await export(zeros, as: .data, in: scene) { $0.bytes = 1 << 38 }, scene)
      #expect(beyondTheDisk?.code == .diskFull || beyondTheDisk?.code == .exportInvalid)
    }
  }

  /// In `/data` a link may say what it likes: it is the app's own view that it leads through. Code is read by Roost.
  @Test func codeWithALinkThatLeadsOutMakesNoRelease() async throws {
    try await AppScene.with { scene in
      let services = scene.services
      let tree = scene.home.appending("tree")
      try DirectoryCreation.ensure(tree)
      try FileManager.default.createSymbolicLink(
        atPath: tree.appending("index.html").string, withDestinationPath: "/etc/passwd")
      let record = try await services.store.appOrNew(named: try AppName("hostile"), now: 1)
      let supervisor = AppSupervisor(services: services, app: record)
      let export = UnpackedExport(
        manifest: try AppManifestTests.manifest(),
        secrets: AppSecrets(variables: [OpenVariable](), webhookSecret: nil, sourceCredential: nil),
        variables: [], history: [], code: tree)
      await #expect(throws: Problem.self) {
        _ = try await supervisor.arrive(export, ImportRequest(upload: UploadID())) { _ in }
      }
      #expect(await supervisor.summary.state != .running)
      let release = services.paths(of: record).release(4).project.appending("index.html")
      #expect(!AppDirectories.exists(release))
    }
  }
}

import Foundation
import RoostModel
import SystemPackage
import Testing

@testable import RoostSystem

/// Layers of a system's root, one over another.
@Suite struct SystemLayerTests {
  private func apply(_ entries: [TarBuilder.Entry], to tree: FilePath) async throws {
    let file = tree.removingLastComponent().appending("layer-\(UUID().uuidString).tar")
    try Data(TarBuilder.archive(entries)).write(to: URL(fileURLWithPath: file.string))
    let target = UnpackTarget(tree: tree, style: .system)
    _ = try TarUnpacker.unpack(try DescriptorStream(file: file), archive: "layer", packedSize: nil, into: target)
  }

  private func withTree(_ body: (FilePath) async throws -> Void) async throws {
    try await withScratch { scratch in
      let tree = scratch.appending("tree")
      try DirectoryCreation.ensure(tree)
      try await body(tree)
    }
  }

  private func names(_ path: FilePath) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path.string).sorted()
  }

  @Test func deletionsConcernTheLayersBelow() async throws {
    try await withTree { tree in
      try await apply([.init(name: "d/old"), .init(name: "d/kept"), .init(name: "o/old"), .init(name: "gone/x")], to: tree)
      try await apply(
        [
          .init(name: "d/new"), .init(name: "d/.wh.old"), .init(name: "d/.wh.new"), .init(name: "o/new"),
          .init(name: "o/.wh..wh..opq"), .init(name: ".wh.gone"),
        ], to: tree)
      #expect(try names(tree) == ["d", "o"])
      #expect(try names(tree.appending("d")) == ["kept", "new"])
      #expect(try names(tree.appending("o")) == ["new"])
    }
  }

  @Test func aDeletionCannotLeadOutside() async throws {
    try await withTree { tree in
      try tree.removingLastComponent().appending("victim").write("alive")
      for name in [".wh...", "a/.wh..", "../.wh.victim", ".wh.."] {
        await #expect(throws: Problem.self) { try await apply([.init(name: name)], to: tree) }
      }
      try await apply([.init(name: "up", type: "2", target: "..")], to: tree)
      try await apply([.init(name: "up/.wh.victim")], to: tree)
      #expect(tree.removingLastComponent().appending("victim").exists)
    }
  }

  @Test func linksLeadWhereTheSystemItselfWouldLead() async throws {
    try await withTree { tree in
      try await apply([.init(name: "usr/lib/a"), .init(name: "lib", type: "2", target: "/usr/lib")], to: tree)
      try await apply([.init(name: "lib/b", contents: [1])], to: tree)
      #expect(try names(tree.appending("usr/lib")) == ["a", "b"])
      #expect(!FilePath("/usr/lib/b").exists)
      try await apply([.init(name: "out", type: "2", target: "/../../..")], to: tree)
      try await apply([.init(name: "out/made-outside", contents: [1])], to: tree)
      #expect(tree.appending("made-outside").exists)
    }
  }

  @Test func whatIsThereIsReplaced() async throws {
    try await withTree { tree in
      try await apply([.init(name: "a", contents: [1]), .init(name: "d/x"), .init(name: "l", type: "2", target: "a")], to: tree)
      try await apply(
        [.init(name: "a", contents: [1, 2]), .init(name: "d", contents: [3]), .init(name: "l", contents: [4])], to: tree)
      #expect(try tree.appending("a").read().utf8.count == 2)
      #expect(try tree.appending("d").read().utf8.count == 1)
      #expect(try tree.appending("l").read().utf8.count == 1)
    }
  }

  @Test func devicesAreLeftOutAndPrivilegesCleared() async throws {
    try await withTree { tree in
      try await apply(
        [.init(name: "dev/null", type: "3"), .init(name: "su", mode: 0o4755), .init(name: "x\\x2d", mode: 0o640)], to: tree)
      #expect(!tree.appending("dev/null").exists)
      let mode = try FileManager.default.attributesOfItem(atPath: tree.appending("su").string)[.posixPermissions] as? Int
      #expect(mode == 0o755)
      #expect(
        try FileManager.default.attributesOfItem(atPath: tree.appending("x\\x2d").string)[.posixPermissions] as? Int == 0o640)
    }
  }
}

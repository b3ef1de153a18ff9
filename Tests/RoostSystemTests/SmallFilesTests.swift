import Foundation
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@Suite struct SmallFilesTests {
  @Test func replacesWholeFilesAndLeavesNothingBeside() async throws {
    try await withScratch { scratch in
      let path = scratch.appending("a")
      try AtomicFile.write(Array("one".utf8), to: path)
      try AtomicFile.write(Array("two".utf8), to: path, mode: 0o600)
      #expect(try path.read() == "two")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.string) == ["a"])
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func aFullDiskLeavesTheOldFile() async throws {
    try await withSmallDisk(megabytes: 1) { disk in
      try AtomicFile.write(Array("old".utf8), to: disk.appending("a"))
      let found = await problem { try AtomicFile.write([UInt8](repeating: 0, count: 3_000_000), to: disk.appending("a")) }
      #expect(found?.code == .diskFull)
      #expect(try disk.appending("a").read() == "old")
      #expect(try FileManager.default.contentsOfDirectory(atPath: disk.string) == ["a"])
    }
  }

  @Test func readsOnlySmallFilesAndNoLinks() async throws {
    try await withScratch { scratch in
      let path = scratch.appending("a")
      #expect(try SmallFile.read(path, limit: 3) == nil)
      try path.write("abc")
      #expect(try SmallFile.read(path, limit: 3) == Array("abc".utf8))
      #expect(await problem { try SmallFile.read(path, limit: 2) } != nil)
      #expect(symlink("a", scratch.appending("l").string) == 0)
      #expect(await problem { try SmallFile.read(scratch.appending("l"), limit: 9) } != nil)
    }
  }

  @Test func spaceIsRefusedWithFigures() async {
    let space = DiskSpace(free: .megabytes(50), total: .megabytes(100))
    let found = await problem { try space.require(.megabytes(60), for: "nodejs 24.1.0", at: "/data") }
    #expect(found?.code == .diskFull)
    #expect(found?.message == "nodejs 24.1.0 needs 60.0 MB, but only 50.0 MB of 100 MB are free at /data")
    #expect(await problem { try space.require(.megabytes(50), for: "x", at: "/") } == nil)
  }

  /// Nothing is hidden by depth: what lies too deep to be counted is said.
  @Test func treesThatAreTooDeepAreTold() async throws {
    try await withScratch { scratch in
      let parent = open(scratch.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      defer { close(parent) }
      func deepen(_ directory: Int32, _ levels: Int) {
        guard levels > 0, mkdirat(directory, "d", 0o755) == 0 else { return }
        let child = openat(directory, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        deepen(child, levels - 1)
        close(child)
      }
      deepen(parent, TreeWalk.depthLimit - 1)
      #expect(try TreeSize.measure(scratch).isTooDeep == false)
      try await DirectoryRemoval.remove(scratch.appending("d"))
      deepen(parent, TreeWalk.depthLimit + 50)
      let size = try TreeSize.measure(scratch)
      #expect(size.isTooDeep && size.entries == TreeWalk.depthLimit)
      #expect(throws: Problem.self) { try TreeWalk.walk(scratch) { _ in } }
    }
  }

  @Test func measuresLinkedFilesOnce() async throws {
    try await withScratch { scratch in
      try scratch.appending("a").write(String(repeating: "x", count: 40_000))
      let one = try TreeSize.measure(scratch)
      #expect(link(scratch.appending("a").string, scratch.appending("b").string) == 0)
      let two = try TreeSize.measure(scratch)
      #expect(two.entries == 2)
      #expect(one.bytes == two.bytes)
    }
  }
}

import Foundation
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@Suite struct DirectoryRemovalTests {
  @Test func removesLinksAndNotWhatTheyPointTo() async throws {
    try await withScratch { scratch in
      let outside = scratch.appending("outside")
      let tree = scratch.appending("tree")
      try FileManager.default.createDirectory(atPath: outside.string, withIntermediateDirectories: true)
      try FileManager.default.createDirectory(atPath: tree.string + "/a/b", withIntermediateDirectories: true)
      try outside.appending("kept").write("x")
      #expect(symlink(outside.string, tree.appending("link").string) == 0)
      #expect(symlink("/", tree.appending("a/root").string) == 0)
      try await DirectoryRemoval.remove(tree)
      #expect(!tree.exists)
      #expect(outside.appending("kept").exists)
    }
  }

  @Test func aLinkAsTheTreeItselfIsOnlyUnlinked() async throws {
    try await withScratch { scratch in
      try scratch.appending("kept").write("x")
      #expect(symlink(".", scratch.appending("link").string) == 0)
      try await DirectoryRemoval.remove(scratch.appending("link"))
      #expect(scratch.appending("kept").exists)
    }
  }

  @Test func removesReadOnlyDirectoriesAsAnybody() async throws {
    try await withScratch { scratch in
      let tree = scratch.appending("tree")
      try FileManager.default.createDirectory(atPath: tree.string + "/a/b", withIntermediateDirectories: true)
      try tree.appending("a/b/c").write("x")
      for part in ["a/b", "a"] { chmod(tree.appending(part).string, 0o500) }
      try await DirectoryRemoval.remove(tree)
      #expect(!tree.exists)
    }
  }

  /// Deeper than there may be open files, and than a path may be long.
  @Test func removesWhatIsNestedWithoutEnd() async throws {
    try await withScratch { scratch in
      let tree = scratch.appending("tree")
      try FileManager.default.createDirectory(atPath: tree.string, withIntermediateDirectories: true)
      var directory = open(tree.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      for _ in 0..<3000 {
        #expect(mkdirat(directory, "d", 0o700) == 0)
        let next = openat(directory, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        close(directory)
        directory = next
      }
      close(directory)
      try await DirectoryRemoval.remove(tree)
      #expect(!tree.exists)
    }
  }

  @Test func whatIsNotThereIsFine() async throws {
    try await DirectoryRemoval.remove(FilePath("/tmp/roost-not-there/at-all"))
  }

  @Test(.enabled(if: geteuid() == 0)) func doesNotEmptyAMountedFileSystem() async throws {
    try await withSmallDisk(megabytes: 1) { disk in
      try disk.appending("kept").write("x")
      let found = await problem { try await DirectoryRemoval.remove(disk.removingLastComponent().appending(disk.lastComponent!)) }
      #expect(found != nil)
      #expect(disk.appending("kept").exists)
    }
  }
}

import Foundation
import Glibc
import RoostModel
import SystemPackage
import Testing

@testable import RoostSystem

/// Files are looked at through paths of strangers, in trees of strangers.
@Suite struct BrowsedTreeTests {
  private func with(_ body: (BrowsedTree, FilePath) async throws -> Void) async throws {
    try await withScratch { scratch in
      let root = scratch.appending("tree")
      try FileManager.default.createDirectory(atPath: root.appending("src").string, withIntermediateDirectories: true)
      try scratch.appending("outside").write("secret of the machine")
      try root.appending("src").appending("index.js").write("hello")
      try await body(try #require(try BrowsedTree(root)), root)
    }
  }

  @Test func aDirectoryIsListedAndAFileRead() async throws {
    try await with { tree, root in
      try root.appending("Zed").write("12345678")
      let listing = try tree.list(.root, from: 0, count: 10)
      #expect(listing.entries.map(\.name) == ["Zed", "src"] && listing.total == 2)
      #expect(listing.entries.map(\.kind) == [.file, .directory] && listing.entries[0].size == 8)
      let file = try tree.file(try AppFilePath("/src/index.js"))
      let (all, part, rest) = (try file.read(0, 100), try file.read(3, 1), try file.read(5, 10))
      #expect(file.size == 5 && all == Array("hello".utf8) && part == Array("l".utf8) && rest.isEmpty)
    }
  }

  @Test func noLinkIsFollowed() async throws {
    try await with { tree, root in
      for (name, target) in [
        ("out", "../outside"), ("absolute", "/etc/passwd"), ("inside", "src/index.js"), ("up", ".."), ("dir", "src"),
        ("proc", "/proc/self/root"), ("loop", "loop"), ("dangling", "nothing"),
      ] {
        try FileManager.default.createSymbolicLink(atPath: root.appending(name).string, withDestinationPath: target)
      }
      let listing = try tree.list(.root, from: 0, count: 20)
      #expect(listing.entries.filter { $0.kind == .link }.count == 8 && listing.entries.allSatisfy { $0.size == 0 })
      for path in [
        "out", "absolute", "inside", "up/outside", "dir/index.js", "dir", "proc/etc/passwd", "loop", "dangling", "up/tree/src",
      ] {
        let wanted = try AppFilePath(path)
        #expect(await problem { try tree.file(wanted) }?.code == .fileNotFound, "\(path)")
        #expect(await problem { try tree.list(wanted, from: 0, count: 1) }?.code == .fileNotFound, "\(path)")
      }
    }
  }

  /// A directory that becomes a link between two looks changes nothing.
  @Test func aDirectoryThatIsSwappedForALinkIsNotFollowed() async throws {
    try await with { tree, root in
      let path = try AppFilePath("/src/passwd")
      let source = root.appending("src").string
      for round in 0..<200 {
        try FileManager.default.removeItem(atPath: source)
        if round % 2 == 0 {
          try FileManager.default.createSymbolicLink(atPath: source, withDestinationPath: "/etc")
        } else {
          try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: false)
        }
        #expect(await problem { try tree.file(path) }?.code == .fileNotFound)
      }
    }
  }

  @Test func whatIsNoFileIsNotOpened() async throws {
    try await with { tree, root in
      #expect(mkfifo(root.appending("fifo").string, 0o600) == 0)
      if geteuid() == 0 { #expect(mknod(root.appending("null").string, S_IFCHR | 0o666, 1 << 8 | 3) == 0) }
      for name in ["fifo", "null", "src", "nothing", "src/index.js/more"] where geteuid() == 0 || name != "null" {
        let wanted = try AppFilePath(name)
        #expect(await problem { try tree.file(wanted) }?.code == .fileNotFound, "\(name)")
      }
      let kinds = try tree.list(.root, from: 0, count: 9).entries.filter { $0.kind == .other }.map(\.name)
      #expect(kinds == (geteuid() == 0 ? ["fifo", "null"] : ["fifo"]))
    }
  }

  @Test func namesThatAreNoTextAreListed() async throws {
    try await with { tree, root in
      let directory = open(root.string, O_RDONLY | O_DIRECTORY)
      defer { close(directory) }
      let name = DirectoryEntry(name: [0xFF, 0xFE, 0x3C, 0x62, 0x3E])
      #expect(close(name.withName { openat(directory, $0, O_CREAT | O_WRONLY, 0o600) }) == 0)
      let names = try tree.list(.root, from: 0, count: 9).entries.map(\.name)
      #expect(names.count == 2 && names[1].hasSuffix("<b>"))
    }
  }

  @Test func aHundredThousandEntriesAreLookedAtInParts() async throws {
    try await with { tree, root in
      let many = root.appending("many").string
      try FileManager.default.createDirectory(atPath: many, withIntermediateDirectories: false)
      let directory = open(many, O_RDONLY | O_DIRECTORY)
      defer { close(directory) }
      for number in 0..<100_000 {
        // Hard links are the fastest way to many names.
        if number % 20_000 == 0 {
          close(openat(directory, "f\(number + 1_000_000)", O_CREAT | O_WRONLY, 0o600))
        } else {
          linkat(directory, "f\(number / 20_000 * 20_000 + 1_000_000)", directory, "f\(number + 1_000_000)", 0)
        }
      }
      let path = try AppFilePath("/many")
      let first = try tree.list(path, from: 0, count: 1000)
      #expect(first.total == 100_000 && first.entries.count == 1000 && first.entries[0].name == "f1000000")
      let last = try tree.list(path, from: 99_500, count: 1000)
      #expect(last.entries.count == 500 && last.entries.last?.name == "f1099999")
      #expect(try tree.list(path, from: 200_000, count: 1000).entries.isEmpty)
    }
  }

  @Test func whatIsNotThereIsNothing() async throws {
    try await withScratch { scratch in
      let isThere = try BrowsedTree(scratch.appending("nothing")) != nil
      #expect(!isThere)
      try scratch.appending("file").write("x")
      let isDirectory = try BrowsedTree(scratch.appending("file")) != nil
      #expect(!isDirectory)
    }
  }
}

import Foundation
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@Suite struct TreeCopyTests {
  private func make(_ path: FilePath) throws {
    try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
  }

  private func mode(_ path: FilePath) -> mode_t {
    var status = stat()
    return lstat(path.string, &status) == 0 ? status.st_mode : 0
  }

  @Test func copiesModesTimesAndLinks() async throws {
    try await withScratch { scratch in
      let (from, to) = (scratch.appending("from"), scratch.appending("to"))
      try make(from.appending("sub/deep"))
      try make(to)
      try from.appending("sub/run.sh").write("#!/bin/sh\n")
      chmod(from.appending("sub/run.sh").string, 0o6755)
      try from.appending("sub/deep/ünï").write("x")
      #expect(symlink("/etc/passwd", from.appending("absolute").string) == 0)
      #expect(symlink("nowhere", from.appending("dangling").string) == 0)
      let report = try await TreeCopy.copy(from: from, into: to)
      #expect(report.bytes == ByteCount(11) && report.entries == 6 && report.digest.utf8.count == 64)
      #expect(mode(to.appending("sub/run.sh")) == S_IFREG | 0o755)
      #expect(try to.appending("sub/deep/ünï").read() == "x")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: to.appending("absolute").string) == "/etc/passwd")
      #expect(mode(to.appending("dangling")) & S_IFMT == S_IFLNK)
    }
  }

  /// The order in which a directory lists them, times and owners are not part of what is named.
  @Test func equalTreesHaveOneDigestAndOthersHaveOthers() async throws {
    try await withScratch { scratch in
      var number = 0
      func digest(_ change: (FilePath) throws -> Void) async throws -> String {
        number += 1
        let (from, to) = (scratch.appending("from-\(number)"), scratch.appending("to-\(number)"))
        for path in ["a", "b", "sub/ab"] { try make(from.appending(path)) }
        try make(to)
        let names = ["sub/x", "a/y", "sub/ab/z"]
        for name in number % 2 == 0 ? names : names.reversed() { try from.appending(name).write(name) }
        #expect(symlink("x", from.appending("sub/link").string) == 0)
        try change(from)
        return try await TreeCopy.copy(from: from, into: to).digest
      }
      let plain = try await digest { _ in }
      #expect(try await digest { utimes($0.appending("sub/x").string, nil) } == plain)
      let others: [(FilePath) throws -> Void] = [
        { try $0.appending("sub/x").write("sub/X") }, { try $0.appending("new").write("") },
        { chmod($0.appending("sub/x").string, 0o755) }, { chmod($0.appending("a").string, 0o700) },
        { rename($0.appending("a/y").string, $0.appending("b/y").string) }, { unlink($0.appending("sub/x").string) },
        { rename($0.appending("sub/ab").string, $0.appending("sub/abc").string) },
        {
          unlink($0.appending("sub/link").string)
          symlink("y", $0.appending("sub/link").string)
        },
        {
          unlink($0.appending("sub/link").string)
          try $0.appending("sub/link").write("x")
        },
        { try make($0.appending("empty")) },
      ]
      var seen: Set<String> = [plain]
      for (index, change) in others.enumerated() {
        #expect(seen.insert(try await digest(change)).inserted, "change \(index)")
      }
    }
  }

  @Test func leavesANameOutWhereItsFileIsAndNowhereElse() async throws {
    try await withScratch { scratch in
      let (from, to) = (scratch.appending("from"), scratch.appending("to"))
      for path in ["crate/target/debug", "site/target"] { try make(from.appending(path)) }
      try make(to)
      try from.appending("crate/Cargo.toml").write("[package]\n")
      var options = TreeCopyOptions()
      options.excludedBeside = ["target": "Cargo.toml"]
      _ = try await TreeCopy.copy(from: from, into: to, options: options)
      #expect(to.appending("crate/Cargo.toml").exists && !to.appending("crate/target").exists)
      #expect(to.appending("site/target").exists)
    }
  }

  @Test func leavesNamesOutAtAnyDepth() async throws {
    try await withScratch { scratch in
      let (from, to) = (scratch.appending("from"), scratch.appending("to"))
      try make(from.appending("a/node_modules/x"))
      try make(from.appending(".git"))
      try make(to)
      var options = TreeCopyOptions()
      options.excludedNames = ["node_modules", ".git"]
      _ = try await TreeCopy.copy(from: from, into: to, options: options)
      #expect(to.appending("a").exists)
      #expect(!to.appending("a/node_modules").exists)
      #expect(!to.appending(".git").exists)
    }
  }

  @Test func refusesPipesAndNamesThem() async throws {
    try await withScratch { scratch in
      let (from, to) = (scratch.appending("from"), scratch.appending("to"))
      try make(from)
      try make(to)
      #expect(mkfifo(from.appending("pipe").string, 0o600) == 0)
      let found = await problem { try await TreeCopy.copy(from: from, into: to) }
      #expect(found?.code == .projectFileRefused)
      #expect(found?.message.contains("pipe") == true)
    }
  }

  @Test func keepsToItsLimits() async throws {
    try await withScratch { scratch in
      let (from, to) = (scratch.appending("from"), scratch.appending("to"))
      try make(from)
      try make(to)
      try from.appending("a").write(String(repeating: "x", count: 100))
      try from.appending("b").write("y")
      var options = TreeCopyOptions()
      options.byteLimit = ByteCount(50)
      #expect(await problem { try await TreeCopy.copy(from: from, into: to, options: options) }?.code == .projectFileRefused)
      options = TreeCopyOptions()
      options.entryLimit = 1
      let other = scratch.appending("other")
      try make(other)
      #expect(await problem { try await TreeCopy.copy(from: from, into: other, options: options) }?.code == .projectFileRefused)
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func givesTheCopiesToTheirOwner() async throws {
    try await withScratch { scratch in
      let (from, to) = (scratch.appending("from"), scratch.appending("to"))
      try make(from.appending("d"))
      try make(to)
      try from.appending("d/f").write("x")
      #expect(symlink("f", from.appending("d/l").string) == 0)
      var options = TreeCopyOptions()
      options.owner = 200_123
      _ = try await TreeCopy.copy(from: from, into: to, options: options)
      for name in ["d", "d/f", "d/l"] {
        var status = stat()
        #expect(lstat(to.appending(name).string, &status) == 0 && status.st_uid == 200_123 && status.st_gid == 200_123)
      }
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func aFullDiskIsSaid() async throws {
    try await withSmallDisk(megabytes: 1) { disk in
      try await withScratch { scratch in
        try scratch.appending("big").write(String(repeating: "x", count: 3_000_000))
        let found = await problem { try await TreeCopy.copy(from: scratch, into: disk) }
        #expect(found?.code == .diskFull)
      }
    }
  }
}

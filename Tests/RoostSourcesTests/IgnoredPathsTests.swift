import Foundation
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostSources

@Suite struct IgnoredPathsTests {
  @Test(arguments: [
    ("*.log", "a/b.log", false, true), ("*.log", "a/b.txt", false, false), ("/build", "build", true, true),
    ("/build", "a/build", true, false), ("tmp/", "tmp", true, true), ("tmp/", "tmp", false, false),
    ("a/*.js", "a/x.js", false, true),
    ("a/*.js", "a/b/x.js", false, false), ("**/gen", "a/b/gen", true, true), ("# a", "# a", false, false),
    ("a[bc]", "ab", false, false),
    ("*\n!keep", "keep", false, false), ("*\n!keep", "other", false, true), ("!keep\nkeep", "keep", false, true),
    ("", "x", false, false),
  ])
  func linesAreReadAsGitDoes(text: String, path: String, isDirectory: Bool, ignored: Bool) {
    #expect(IgnoreRules(text).ignore(path, isDirectory: isDirectory) == ignored)
  }

  @Test func gitItselfIsAskedWhereThereIsARepository() async throws {
    try await ScratchDirectory.with("ignored") { scratch in
      let root = scratch.appending("root")
      try DirectoryCreation.ensure(root)
      try Files.write(
        [
          ".gitignore": "*.log\n/out/\n[xy].txt\n", "a.log": "", "out/f": "", "x.txt": "", "src/.gitignore": "gen\n",
          "src/gen": "", "src/f": "",
        ],
        below: root)
      let directory = try OpenDirectory(root, to: "read")
      let settings = SourceSettings(spool: scratch)
      let alone = await IgnoredPaths.read(directory, settings)
      #expect(alone.rule == "without what .gitignore names")
      #expect(alone.contains("a.log", isDirectory: false) && alone.contains("out", isDirectory: true))
      #expect(!alone.contains("x.txt", isDirectory: false) && !alone.contains("src/gen", isDirectory: false))

      let marker = scratch.appending("ran")
      for words in [["init", "-q"], ["config", "core.fsmonitor", "touch \(marker)"]] {
        var command = ExternalCommand("git", words)
        command.workingDirectory = root
        try await command.succeed()
      }
      let known = await IgnoredPaths.read(directory, settings)
      #expect(known.rule == "without what git ignores")
      for (path, isDirectory) in [("a.log", false), ("out", true), ("x.txt", false), ("src/gen", false)] {
        #expect(known.contains(path, isDirectory: isDirectory), "\(path)")
      }
      #expect(!known.contains("src/f", isDirectory: false) && !known.contains(".gitignore", isDirectory: false))
      #expect(!FileManager.default.fileExists(atPath: marker.string), "a repository's settings name programs")
    }
  }
}

import Foundation
import RoostModel
import SystemPackage
import Testing

@testable import RoostCatalog

@Suite struct ProjectTreeTests {
  @Test func listsFilesButNotWhatToolsKeep() throws {
    let files = [
      "a.txt": "1", "src/b.py": "", "node_modules/x/index.js": "", "src/.git/config": "", "one/two/three/four/five.txt": "",
      "one/two/three/4.txt": "",
    ]
    try TemporaryTree.with(files) { top in
      let tree = try ProjectTree(reading: top)
      #expect(tree.files == ["a.txt", "src/b.py", "one/two/three/4.txt", "one/two/three/four/five.txt"])
      #expect(tree.directories.isSuperset(of: ["node_modules", "src", "src/.git"]))
      #expect(try tree.text("a.txt") == "1")
      #expect(try tree.text("nothing") == nil)
      #expect(try tree.text("node_modules/x/index.js") == nil)
    }
  }

  @Test func whatLiesTooDeepIsLeftOutAndSaidSo() throws {
    try TemporaryTree.with(["1/2/3/4/5/6.txt": ""]) { top in
      let tree = try ProjectTree(reading: top)
      #expect(tree.files.isEmpty && tree.isTruncated)
    }
  }

  @Test func theNumberOfEntriesIsLimited() throws {
    let files = Dictionary(uniqueKeysWithValues: (0..<50).map { ("\($0).txt", "") })
    try TemporaryTree.with(files) { top in
      var limits = ProjectTreeLimits()
      limits.entries = 10
      let tree = try ProjectTree(reading: top, limits: limits)
      #expect(tree.files.count == 10 && tree.isTruncated)
    }
  }

  @Test func symbolicLinksAreNeverFollowed() throws {
    try TemporaryTree.with(["real/package.json": "{}"]) { top in
      symlink("/etc/passwd", top.appending("package.json").string)
      symlink("/etc", top.appending("etc").string)
      let tree = try ProjectTree(reading: top)
      #expect(tree.others == ["package.json", "etc"])
      #expect(!tree.files.contains { $0.hasPrefix("etc") })
      let problem = #expect(throws: Problem.self) { try tree.text("package.json") }
      #expect(problem?.code == .projectFileRefused)
    }
  }

  /// The file is swapped for a link after it was listed.
  @Test func aLinkThatAppearsAfterListingIsNotFollowed() throws {
    try TemporaryTree.with(["conf/package.json": "{}", "x.json": "{}"]) { top in
      let tree = try ProjectTree(reading: top)
      unlink(top.appending("x.json").string)
      symlink("/etc/passwd", top.appending("x.json").string)
      rename(top.appending("conf").string, top.appending("moved").string)
      symlink(top.appending("moved").string, top.appending("conf").string)
      for path in ["x.json", "conf/package.json"] {
        #expect(throws: Problem.self) { try tree.text(path) }
      }
    }
  }

  @Test func aPipeDoesNotHangTheReader() throws {
    try TemporaryTree.with(["requirements.txt": ""]) { top in
      let tree = try ProjectTree(reading: top)
      unlink(top.appending("requirements.txt").string)
      mkfifo(top.appending("requirements.txt").string, 0o600)
      #expect(throws: Problem.self) { try tree.text("requirements.txt") }
      #expect(try ProjectTree(reading: top).others == ["requirements.txt"])
    }
  }

  @Test func aFileAboveTheLimitIsRefused() throws {
    try TemporaryTree.with(["package.json": String(repeating: " ", count: 1 << 20) + "{}"]) { top in
      let problem = #expect(throws: Problem.self) { try ProjectTree(reading: top).text("package.json") }
      #expect(problem?.code == .projectFileRefused && problem?.message.contains("1024 KiB") == true)
    }
  }

  @Test(arguments: [([0xFF, 0xFE, 0x66, 0x00] as [UInt8], "UTF-16"), ([0x66, 0xE9], "ISO-8859-1")])
  func aFileOfAnotherEncodingIsRefusedWithTheCure(_ bytes: [UInt8], _ encoding: String) throws {
    try TemporaryTree.with([:]) { top in
      try Data(bytes).write(to: URL(filePath: top.appending("requirements.txt").string))
      let problem = #expect(throws: Problem.self) { try ProjectTree(reading: top).text("requirements.txt") }
      #expect(problem?.hint.contains("iconv -f \(encoding) ") == true)
    }
  }

  @Test func whatIsNoDirectoryIsNotFound() throws {
    try TemporaryTree.with(["file": ""]) { top in
      for path in [top.appending("file"), top.appending("nothing")] {
        let problem = #expect(throws: Problem.self) { try ProjectTree(reading: path) }
        #expect(problem?.code == .projectNotFound)
      }
    }
  }

  @Test func theExamplesOfThisRepositoryHavePlans() throws {
    let examples = FilePath(
      URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Examples").standardized.path)
    let catalogue = try Catalogue.load(extraDirectory: nil)
    let node = try ProjectDetector.plan(for: ProjectTree(reading: examples.appending("node-hello")), catalogue: catalogue)
    #expect(node.type == .node && node.runtimes.map(\.runtime.text) == ["nodejs"])
    let flask = try ProjectDetector.plan(for: ProjectTree(reading: examples.appending("flask-guestbook")), catalogue: catalogue)
    #expect(flask.type == .flask && flask.runtimes.map(\.runtime.text) == ["python"] && flask.prefixMode == .scriptName)
  }
}

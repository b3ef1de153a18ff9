import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

/// What setup commands leave is brought into the layer, and nothing else.
@Suite struct SetupTests {
  @Test func theSkeletonHasTheLayersDirectoriesAndTheUsualOnes() async throws {
    try await withScratch { scratch in
      let tree = scratch.appending("tree")
      try write("x", to: tree.appending("usr/lib/jvm/java/release"))
      let skeleton = scratch.appending("skeleton")
      try SetupSkeleton(owner: 1_999_998).make(skeleton, over: tree)
      #expect(exists(skeleton.appending("usr/lib/jvm/java")) && exists(skeleton.appending("usr/local/bin")))
      #expect(!exists(skeleton.appending("usr/lib/jvm/java/release")))
      #expect(try owner(skeleton.appending("usr/lib/jvm")) == (geteuid() == 0 ? 1_999_998 : Int(geteuid())))
    }
  }

  @Test func whatWasWrittenIsMergedAndBelongsToRoot() async throws {
    try await withScratch { scratch in
      let (tree, changes) = (scratch.appending("tree"), scratch.appending("changes"))
      try write("old", to: tree.appending("etc/php/php.ini"))
      try write("kept", to: tree.appending("etc/php/other"))
      try write("new", to: changes.appending("etc/php/php.ini"))
      try write("cache", to: changes.appending("tmp/cache"))
      try FileManager.default.createDirectory(atPath: changes.appending("usr/bin").string, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(atPath: changes.appending("usr/bin/php").string, withDestinationPath: "php8.2")
      if geteuid() == 0 { #expect(lchown(changes.appending("usr/bin/php").string, 1_999_998, 1_999_998) == 0) }
      try SetupChanges(of: "php 8.2").merge(changes, into: tree)
      #expect(try text(tree.appending("etc/php/php.ini")) == "new" && text(tree.appending("etc/php/other")) == "kept")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: tree.appending("usr/bin/php").string) == "php8.2")
      #expect(try owner(tree.appending("usr/bin/php")) == Int(geteuid()))
      #expect(!exists(tree.appending("tmp")))
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func aRemovedFileGoesFromTheLayerAndFromNoOther() async throws {
    try await withScratch { scratch in
      let (tree, changes) = (scratch.appending("tree"), scratch.appending("changes"))
      try write("x", to: tree.appending("etc/gone"))
      try write("x", to: changes.appending("etc/other"))
      #expect(mknod(changes.appending("etc/gone").string, S_IFCHR, 0) == 0)
      try SetupChanges(of: "a 1").merge(changes, into: tree)
      #expect(!exists(tree.appending("etc/gone")) && exists(tree.appending("etc/other")))
      #expect(mknod(changes.appending("etc/base-file").string, S_IFCHR, 0) == 0)
      let refused = #expect(throws: Problem.self) { try SetupChanges(of: "a 1").merge(changes, into: tree) }
      #expect(refused?.code == .catalogueInvalid && refused?.message.contains("etc/base-file") == true)
    }
  }

  @Test func usersAreAddedOnce() async throws {
    let users = SystemUsers([SystemUser(name: "sshd", number: 105, home: "/run/sshd")])
    let text = users.added(to: "root:x:0:0:root:/root:/bin/sh\n")
    #expect(text == "root:x:0:0:root:/root:/bin/sh\nsshd:x:105:65534::/run/sshd:/usr/sbin/nologin\n")
    #expect(users.added(to: text) == text)
    try await withScratch { scratch in
      let (base, tree) = (scratch.appending("base"), scratch.appending("tree"))
      try write("root:x:0:0::/root:/bin/sh\n", to: base.appending("etc/passwd"))
      try users.add(to: tree, over: [base])
      #expect(try self.text(tree.appending("etc/passwd")).hasPrefix("root:x:0:0::/root:/bin/sh\nsshd:x:105:"))
    }
  }

  private func write(_ text: String, to path: FilePath) throws {
    let parent = path.removingLastComponent().string
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try text.write(toFile: path.string, atomically: false, encoding: .utf8)
  }

  private func text(_ path: FilePath) throws -> String { try String(contentsOfFile: path.string, encoding: .utf8) }

  private func exists(_ path: FilePath) -> Bool { access(path.string, F_OK) == 0 }

  private func owner(_ path: FilePath) throws -> Int {
    var status = Glibc.stat()
    guard lstat(path.string, &status) == 0 else { throw Problem.lastSystemCall("look at \(path)") }
    return Int(status.st_uid)
  }
}

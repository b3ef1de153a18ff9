import Foundation
import RoostEnvironments
import RoostModel
import Testing

@testable import RoostKeeper

@Suite struct HostTreeWalkTests {
  private let root = FileManager.default.temporaryDirectory.appendingPathComponent("roost-walk-\(UUID().uuidString)")

  private func portions(of path: String) throws -> [HostTreeWalk.Portion] {
    var walk = try HostTreeWalk(path)
    var found: [HostTreeWalk.Portion] = []
    while let portion = try walk.next() { found.append(portion) }
    return found
  }

  @Test func filesDirectoriesAndLinksAreTakenAndNoLinkIsFollowed() throws {
    let files = FileManager.default
    try files.createDirectory(at: root.appendingPathComponent("a/b"), withIntermediateDirectories: true)
    defer { try? files.removeItem(at: root) }
    try Data("one".utf8).write(to: root.appendingPathComponent("a/one"))
    try Data().write(to: root.appendingPathComponent("a/b/empty"))
    try files.createSymbolicLink(atPath: root.path + "/out", withDestinationPath: "/etc")
    mkfifo(root.path + "/pipe", 0o600)
    let portions = try portions(of: root.path)
    #expect(portions.reduce(0) { $0 + $1.files } == 2)
    #expect(portions.flatMap(\.skipped) == ["pipe"])
    #expect(portions[0].tree == .directory(["a": .directory([:]), "out": .link(to: "/etc")]))
    #expect(portions.contains { $0.path == "a/b" && $0.tree == .directory(["empty": .file([], mode: 0o644)]) })
  }

  @Test func oneFileIsOnePortion() throws {
    try Data("one".utf8).write(to: root)
    defer { try? FileManager.default.removeItem(at: root) }
    let portions = try portions(of: root.path)
    #expect(portions.count == 1 && portions[0].isFile && portions[0].bytes == 3)
  }

  @Test func longFilesAreNamedAndNotHeld() throws {
    let files = FileManager.default
    try files.createDirectory(at: root.appendingPathComponent("a"), withIntermediateDirectories: true)
    defer { try? files.removeItem(at: root) }
    let long = root.path + "/a/long"
    try #require(files.createFile(atPath: long, contents: nil))
    try #require(truncate(long, 1 << 40) == 0)
    try Data("one".utf8).write(to: root.appendingPathComponent("a/one"))
    let portions = try portions(of: root.path)
    #expect(portions.flatMap(\.long) == ["a/long"] && portions.reduce(0) { $0 + $1.bytes } == 3)
    let alone = try self.portions(of: long)
    #expect(alone.count == 1 && alone[0].isFile && alone[0].long == [""])
  }

  @Test func manyFilesComeInBoundedPortions() throws {
    let files = FileManager.default
    try files.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: root) }
    for number in 0..<2500 { try Data("x".utf8).write(to: root.appendingPathComponent("\(number)")) }
    let portions = try portions(of: root.path)
    #expect(portions.count == 2)
    #expect(portions.reduce(0) { $0 + $1.files } == 2500)
  }

  @Test(arguments: ["relative", "/no/such/place", "/dev/null"]) func whatCannotBeCopied(_ path: String) {
    #expect(throws: Problem.self) { try portions(of: path) }
  }
}

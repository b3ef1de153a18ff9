import Foundation
import Glibc
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostSandbox

/// A stack as one tree shows what an overlay would.
struct StackMergeTests {
  /// Makes files, and directories by a name with a slash at its end.
  private static func layer(_ name: String, in scratch: FilePath, _ files: [String: String]) throws -> FilePath {
    let layer = scratch.appending(name)
    for (path, text) in files {
      let place = layer.appending(path)
      try DirectoryCreation.ensure(path.hasSuffix("/") ? place : place.removingLastComponent())
      if !path.hasSuffix("/") { try TestFile.write(text, to: place) }
    }
    return layer
  }

  private static func merge(_ layers: [FilePath], _ places: MountPlaces = MountPlaces(), in scratch: FilePath) throws -> FilePath
  {
    let root = scratch.appending("root")
    try DirectoryCreation.ensure(root)
    try StackMerge.run(layers.map(\.string), places, into: root)
    return root
  }

  private static func names(_ root: FilePath) throws -> [String] {
    var names: [String] = []
    try TreeWalk.walk(root) { names.append($0.path) }
    return names
  }

  @Test func upperLayersWinAndFilesAreLinks() async throws {
    try await ScratchDirectory.with("stack") { scratch in
      let base = try Self.layer("base", in: scratch, ["etc/a": "base", "etc/b": "base", "usr/x": "file", "opt/y/z": "z"])
      let top = try Self.layer("top", in: scratch, ["etc/a": "top", "usr/x/": "", "opt/y": "file", "usr/x/inner": "i"])
      #expect(symlink("../etc/a", top.appending("usr/link").string) == 0)
      #expect(chmod(top.appending("etc").string, 0o555) == 0)
      let root = try Self.merge([base, top], in: scratch)
      #expect(try Self.names(root) == ["etc", "etc/a", "etc/b", "opt", "opt/y", "usr", "usr/link", "usr/x", "usr/x/inner"])
      #expect(try TestFile.text(root.appending("etc/a")) == "top" && TestFile.text(root.appending("opt/y")) == "file")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: root.appending("usr/link").string) == "../etc/a")
      var (layers, merged) = (stat(), stat())
      #expect(stat(base.appending("etc/b").string, &layers) == 0 && stat(root.appending("etc/b").string, &merged) == 0)
      #expect(layers.st_ino == merged.st_ino && merged.st_nlink == 2)
      #expect(stat(root.appending("etc").string, &merged) == 0 && merged.st_mode & 0o777 == 0o555)
    }
  }

  @Test(.enabled(if: SandboxFixture.isRoot)) func whatWasTakenAwayStaysAway() async throws {
    try await ScratchDirectory.with("stack") { scratch in
      let base = try Self.layer("base", in: scratch, ["app/old": "1", "lib/a": "1", "lib/b/c": "1", "keep": "1"])
      let middle = try Self.layer("middle", in: scratch, ["app/middle": "2", "lib/": ""])
      for name in ["a", "b"] { #expect(mknod(middle.appending("lib/" + name).string, S_IFCHR, 0) == 0) }
      try WritablePlaces.complete(["app"], in: middle)
      let top = try Self.layer("top", in: scratch, ["app/new": "3", "lib/a": "3"])
      let root = try Self.merge([base, middle, top], in: scratch)
      #expect(try Self.names(root) == ["app", "app/middle", "app/new", "keep", "lib", "lib/a"])
      #expect(try TestFile.text(root.appending("lib/a")) == "3")
    }
  }

  @Test func placesAreThereAndFilesOfLayersAreNotTouched() async throws {
    try await ScratchDirectory.with("stack") { scratch in
      let base = try Self.layer("base", in: scratch, ["etc/hosts": "of the layer", "app/x": "1"])
      #expect(symlink("/run/resolv.conf", base.appending("etc/resolv.conf").string) == 0)
      var places = MountPlaces.usual
      for file in ["/etc/hosts", "/etc/resolv.conf", "/etc/ssl/certs/all.crt"] { places.add(file: file) }
      places.add(directory: "/app/data")
      let root = try Self.merge([base], places, in: scratch)
      #expect(
        try Self.names(root) == [
          "app", "app/data", "app/x", "dev", "etc", "etc/hosts", "etc/resolv.conf", "etc/ssl", "etc/ssl/certs",
          "etc/ssl/certs/all.crt", "proc", "run", "sys", "tmp",
        ])
      #expect(try TestFile.text(root.appending("etc/hosts")) == "" && TestFile.text(root.appending("etc/resolv.conf")) == "")
      #expect(try TestFile.text(base.appending("etc/hosts")) == "of the layer")
    }
  }

  /// Whoever made the layer would choose where something is mounted.
  @Test func aLinkIsNoPlaceToMount() async throws {
    try await ScratchDirectory.with("stack") { scratch in
      let base = try Self.layer("base", in: scratch, ["x": "1"])
      #expect(symlink("/etc", base.appending("app").string) == 0)
      #expect { try Self.merge([base], .usual, in: scratch) } throws: {
        ($0 as? Problem)?.code == .environmentBootFailed && ($0 as? Problem)?.message.contains("/app") == true
      }
    }
  }

  @Test func devicesAndPipesAreRefused() async throws {
    try await ScratchDirectory.with("stack") { scratch in
      let base = try Self.layer("base", in: scratch, ["x": "1"])
      #expect(mkfifo(base.appending("pipe").string, 0o600) == 0)
      #expect { try Self.merge([base], in: scratch) } throws: { ($0 as? Problem)?.message.contains("/pipe") == true }
    }
  }
}

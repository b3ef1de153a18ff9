import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

/// A version that the package manager does not have: the maker's own archive, beside the packages.
@Suite(.serialized, .enabled(if: geteuid() == 0), .timeLimit(.minutes(5)))
struct ArchiveOnHostSerialTests {
  private func scope(_ debian: DebianRoot, home: FilePath, server: FaultyServer) async throws -> HostScope {
    var options = InstallerOptions()
    options.pipVariables = [
      "PIP_INDEX_URL": server.base + "/simple", "PIP_CONFIG_FILE": "/dev/null", "PIP_FIND_LINKS": "", "PIP_NO_CACHE_DIR": "1",
    ]
    return try await HostFixture.scope(
      [HostFixture.entry("tiny", wheel: true)], home: home, root: debian.root, installer: options)
  }

  @Test func itLiesBesideThePackageAndGoesAgain() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
    defer { server.stop() }
    try await DebianRoot.with([TinyDeb.program("tiny", "0.9.0-1")]) { debian in
      try await withScratch { home in
        let scope = try await scope(debian, home: home, server: server)
        #expect(try await scope.install("tiny").packages == ["tiny=0.9.0-1"])
        let before = try await debian.packages()
        let result = try await scope.install("tiny@1.2")
        #expect(result.installed == ["tiny 1.2.0"] && result.packages == [])
        #expect(try await debian.run("tiny") == "tiny 1.2.0\n")
        #expect(try await debian.packages() == before)
        #expect(try await scope.install("tiny@1").transaction == nil)
        #expect(try await scope.verify(progress: { _ in }).map(\.problem) == [nil])

        let record = try #require(try await scope.history().first)
        _ = try await scope.undo(record, progress: { _ in })
        #expect(try await debian.run("tiny") == "tiny 0.9.0\n")
        #expect(!debian.path.pushing("opt/roost/runtimes/tiny-1.2.0").exists)
      }
    }
  }

  @Test func whatSomebodyElsePutThereStays() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
    defer { server.stop() }
    try await DebianRoot.with([TinyDeb.program("tiny", "0.9.0-1")]) { debian in
      try await withScratch { home in
        let scope = try await scope(debian, home: home, server: server)
        let mine = debian.path.pushing("usr/local/bin/tiny")
        try mine.write("#!/bin/sh\necho mine\n")
        let failure = await problem { try await scope.install("tiny@1.2") }
        #expect(failure?.code == .runtimeConflict && failure?.message.contains("/usr/local/bin/tiny") == true)
        #expect(try mine.read() == "#!/bin/sh\necho mine\n")
        #expect(!debian.path.pushing("opt/roost/runtimes/tiny-1.2.0").exists)
      }
    }
  }

  @Test func oneThatDoesNotWorkLeavesNothing() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel(printing: "tiny 9.9.9")).serve()
    defer { server.stop() }
    try await DebianRoot.with([TinyDeb.program("tiny", "0.9.0-1")]) { debian in
      try await withScratch { home in
        let scope = try await scope(debian, home: home, server: server)
        let failure = await problem { try await scope.install("tiny@1.2") }
        #expect(failure?.code == .runtimeVerifyFailed)
        #expect(!debian.path.pushing("usr/local/bin/tiny").exists)
        #expect(try FileManager.default.contentsOfDirectory(atPath: debian.path.pushing("opt/roost/runtimes").string) == [])
      }
    }
  }

  @Test func itGoesAndIsFetchedAgain() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
    defer { server.stop() }
    try await DebianRoot.with([TinyDeb.program("tiny", "0.9.0-1")]) { debian in
      try await withScratch { home in
        let scope = try await scope(debian, home: home, server: server)
        _ = try await scope.install("tiny@1.2")
        let removed = try await scope.remove("tiny")
        #expect(removed.removed == ["tiny 1.2.0"])
        #expect(!debian.path.pushing("opt/roost/runtimes/tiny-1.2.0").exists)
        #expect(!debian.path.pushing("usr/local/bin/tiny").exists)
        let record = try #require(try await scope.history().first)
        let undone = try await scope.undo(record, progress: { _ in })
        #expect(undone.undoes == record.id && undone.kind == .undo)
        #expect(try await debian.run("tiny") == "tiny 1.2.0\n")
        #expect(try await scope.remove("tiny").removed == ["tiny 1.2.0"])
      }
    }
  }
}

import Foundation
import RoostInstaller
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@Suite struct LayerStoreTests {
  private func layer(_ version: String) throws -> InstalledLayer {
    InstalledLayer(
      runtime: try #require(RuntimeID("tool")), version: version, digest: String(repeating: "0a", count: 32), tree: "/",
      size: ByteCount(1),
      installedAt: 1, variables: [:], provenance: [], seconds: 0)
  }

  private func withStore(_ body: (LayerStore) async throws -> Void) async throws {
    try await withScratch { home in
      let store = LayerStore(home: home)
      try await store.open()
      try await body(store)
    }
  }

  @Test func publishesByRenameAndFindsItAgain() async throws {
    try await withStore { store in
      let staged = try await store.stage()
      try staged.tree.appending("f").write("x")
      try staged.scratch.appending("junk").write("x")
      #expect(try await store.scan() == LayerScan())
      let published = try await store.publish(staged, as: try layer("1"))
      #expect(try await store.scan().layers == [published])
      #expect(FilePath(published.tree).appending("f").exists)
      #expect(!FilePath(published.tree).removingLastComponent().appending("scratch").exists)
    }
  }

  @Test func theSecondOfTwoEqualLayersIsDropped() async throws {
    try await withStore { store in
      let (first, second) = (try await store.stage(), try await store.stage())
      try first.tree.appending("first").write("x")
      let published = try await store.publish(first, as: try layer("1"))
      #expect(try await store.publish(second, as: try layer("1")) == published)
      #expect(FilePath(published.tree).appending("first").exists)
      try await store.expectClean(layers: 1)
    }
  }

  @Test func theTreeFollowsAMovedHome() async throws {
    try await withScratch { scratch in
      let store = LayerStore(home: scratch.appending("old"))
      try await store.open()
      _ = try await store.publish(try await store.stage(), as: try layer("1"))
      try FileManager.default.moveItem(atPath: scratch.appending("old").string, toPath: scratch.appending("new").string)
      let moved = LayerStore(home: scratch.appending("new"))
      #expect(try await moved.scan().layers.map(\.tree) == [moved.paths.layers.appending("tool-1-0a0a0a0a0a0a/fs").string])
    }
  }

  @Test func brokenOnesAreReportedAndKept() async throws {
    try await withStore { store in
      for name in ["empty", "text", "other-1-0a0a0a0a0a0a"] {
        try FileManager.default.createDirectory(
          atPath: store.paths.layers.appending(name).string, withIntermediateDirectories: true)
      }
      try store.paths.layers.appending("text/layer.json").write("{")
      let published = try await store.publish(try await store.stage(), as: try layer("1"))
      let record = try FilePath(published.tree).removingLastComponent().appending("layer.json").read()
      try store.paths.layers.appending("other-1-0a0a0a0a0a0a/layer.json").write(record)
      try await store.open()
      let scan = try await store.scan()
      #expect(scan.layers.count == 1)
      #expect(scan.broken.count == 3)
      #expect(scan.findings.allSatisfy { $0.remedy?.hasPrefix("rm -r ") == true })
      #expect(store.paths.layers.appending("text/layer.json").exists)
    }
  }

  @Test func sweepingSparesTheLivingAndTheStrange() async throws {
    try await withStore { store in
      let living = try await store.stage()
      let dead = store.paths.temporary.appending("install-dead")
      let strange = store.paths.temporary.appending("something-else")
      for path in [dead.appending("fs"), strange] {
        try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
      }
      let (young, old) = (store.paths.temporary.appending("download-a.part"), store.paths.temporary.appending("download-b.part"))
      try young.write("x")
      try old.write("x")
      try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -200_000)], ofItemAtPath: old.string)
      try await store.open()
      #expect(living.tree.exists)
      #expect(!dead.exists)
      #expect(strange.exists)
      #expect(young.exists)
      #expect(!old.exists)
    }
  }
}

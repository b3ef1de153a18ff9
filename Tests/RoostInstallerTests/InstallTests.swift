import Foundation
import RoostCatalog
import RoostInstaller
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage
import Testing

@Suite struct InstallTests {
  @Test func installsOnceAndThenDoesNothing() async throws {
    try await withScratch { home in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      defer { server.stop() }
      let installer = try await TestInstaller.tiny(home: home, server: server)
      let events = Events()
      let layers = try await installer.install(["tiny@1"], progress: events.sink)
      let layer = try #require(layers.first)
      #expect(layers.count == 1)
      #expect(layer.version == "1.2.0")
      #expect(layer.variables == ["TINY": "1"])
      #expect(layer.name == "tiny-1.2.0-\(layer.digest.prefix(12))")
      let tree = FilePath(layer.tree)
      #expect(tree.appending("usr/local/bin/tiny").exists)
      #expect(!tree.appending("usr/local/share").exists)
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: tree.appending("usr/local/bin/linked").string)
          == "../lib/target.js")
      #expect(events.warnings.contains { $0.contains("bin/gone") })
      #expect(events.stages == ["plan", "download", "unpack", "check", "link"])
      let asked = server.requests.count
      #expect(try await installer.install(["tiny@1"], progress: { _ in }) == layers)
      #expect(server.requests.count == asked)
      try await installer.store.expectClean(layers: 1)
    }
  }

  @Test func sameInputsGiveTheSameDigest() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
    defer { server.stop() }
    var digests: Set<String> = []
    for _ in 0..<2 {
      try await withScratch { home in
        let installer = try await TestInstaller.tiny(home: home, server: server)
        digests.insert(try await installer.install(["tiny"], progress: { _ in })[0].digest)
      }
    }
    #expect(digests.count == 1)
  }

  @Test func aFailedVerifyPublishesNothing() async throws {
    try await withScratch { home in
      let server = try TinyIndex(wheel: TinyIndex.wheel(printing: "other 9")).serve()
      defer { server.stop() }
      let installer = try await TestInstaller.tiny(home: home, server: server)
      let found = await problem { try await installer.install(["tiny"], progress: { _ in }) }
      #expect(found?.code == .runtimeVerifyFailed)
      #expect(found?.cause == "other 9")
      try await installer.store.expectClean(layers: 0)
    }
  }

  @Test func aWrongSumKeepsNothing() async throws {
    try await withScratch { home in
      let server = try TinyIndex(wheel: TinyIndex.wheel(), claimedSum: String(repeating: "ab", count: 32)).serve()
      defer { server.stop() }
      let installer = try await TestInstaller.tiny(home: home, server: server)
      let found = await problem { try await installer.install(["tiny"], progress: { _ in }) }
      #expect(found?.code == .downloadCorrupt)
      try await installer.store.expectClean(layers: 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: installer.store.paths.downloads.string) == [])
    }
  }

  @Test(arguments: ["tiny/../../../escaped", "/tmp/escaped", "tiny/a\\b"])
  func aHostileArchiveIsNotUnpacked(_ name: String) async throws {
    try await withScratch { home in
      let wheel = TinyIndex.wheel(extra: [.init(name: name, contents: [1])])
      let server = try TinyIndex(wheel: wheel).serve()
      defer { server.stop() }
      let installer = try await TestInstaller.tiny(home: home, server: server)
      let found = await problem { try await installer.install(["tiny"], progress: { _ in }) }
      #expect(found?.code == .downloadCorrupt)
      try await installer.store.expectClean(layers: 0)
    }
  }

  @Test func twoInstallsOfOneLayerShareIt() async throws {
    try await withScratch { home in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      defer { server.stop() }
      let verified = Mutex(0)
      let counting: LayerVerifier = { request throws(Problem) in
        verified.withLock { $0 += 1 }
        return try await TestInstaller.plainVerifier(request)
      }
      let installer = try await TestInstaller.tiny(home: home, server: server, verifier: counting)
      async let first = installer.install(["tiny"], progress: { _ in })
      async let second = installer.install(["tiny@1.2"], progress: { _ in })
      #expect(try await first == second)
      #expect(verified.withLock { $0 } == 1)
      #expect(server.requests.filter { $0.path == TinyIndex.filePath }.count == 1)
      try await installer.store.expectClean(layers: 1)
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func aFullDiskIsRefusedBeforeFetching() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel(padding: 8_000_000)).serve()
    defer { server.stop() }
    try await withSmallDisk(megabytes: 5) { home in
      // The estimate is too small to notice, so the download itself meets the end of the disk.
      let installer = try await TestInstaller.tiny(home: home, server: server)
      let found = await problem { try await installer.install(["tiny"], progress: { _ in }) }
      #expect(found?.code == .diskFull)
      try await installer.store.expectClean(layers: 0)
    }
    try await withSmallDisk(megabytes: 12) { home in
      // Here the archive fits and its contents do not; its table of contents says so.
      let installer = try await TestInstaller.tiny(home: home, server: server)
      let found = await problem { try await installer.install(["tiny"], progress: { _ in }) }
      #expect(found?.code == .diskFull)
      #expect(found?.message.contains("needs 8.8 MB") == true)
      try await installer.store.expectClean(layers: 0)
    }
  }

  @Test func withoutAnIndexTheHintNamesPip() async throws {
    try await withScratch { home in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      server.stop()
      let installer = try await TestInstaller.tiny(home: home, server: server)
      let found = await problem { try await installer.install(["tiny"], progress: { _ in }) }
      #expect(found?.code == .downloadFailed)
      #expect(found?.hint.contains("pip config list") == true)
      let resolved = try await installer.resolve(["tiny"])
      #expect(resolved.first?.missing?.lookupProblem?.code == .downloadFailed)
    }
  }

  @Test func missingRuntimesAreNamedWithTheCommand() async throws {
    try await withScratch { home in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      defer { server.stop() }
      let installer = try await TestInstaller.tiny(home: home, server: server)
      let missing = try await installer.resolve(["tiny@^1.1"]).compactMap(\.missing)
      #expect(missing.map(\.version) == ["1.2.0"])
      let found = Problem.runtimesMissing(missing)
      #expect(found.code == .runtimeMissing)
      #expect(found.hint == "roost runtime install 'tiny@^1.1'")
      let unknown = await problem { try await installer.resolve(["tynny"]) }
      #expect(unknown?.code == .runtimeUnknown)
      let none = await problem { try await installer.install(["tiny@7"], progress: { _ in }) }
      #expect(none?.code == .runtimeVersionUnavailable)
      #expect(none?.hint.contains("1.2.0") == true)
    }
  }

  @Test func removalAsksWhoUsesIt() async throws {
    try await withScratch { home in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      defer { server.stop() }
      let installer = try await TestInstaller.tiny(home: home, server: server)
      _ = try await installer.install(["tiny"], progress: { _ in })
      let uses = [
        AppUse(app: "shop", state: .running, pid: 812, version: "1.2.0"),
        AppUse(app: "report", state: .sleeping, version: "1.2.0"),
      ]
      var apps = AppControl.none
      apps.users = { _ throws(Problem) in uses }
      let request = RemoveRequest(specifiers: ["tiny@1"])
      let found = await problem { try await installer.remove(request, apps: apps, progress: { _ in }) }
      #expect(found?.code == .runtimeInUse)
      #expect(found?.message == "tiny 1.2.0 is used by shop (running, pid 812) and report (asleep)")
      let used: LayerUsage = { _ throws(Problem) in ["shop"] }
      #expect(try await installer.list(usage: used)[0].usedBy == ["1.2.0": ["shop"]])
      #expect(try await installer.history().count == 1)
      let removed = try await installer.remove(request, apps: .none, progress: { _ in })
      #expect(removed.removed == ["tiny 1.2.0"] && removed.transaction == 2)
      try await installer.store.expectClean(layers: 0)
      let again = await problem { try await installer.remove(request, apps: apps, progress: { _ in }) }
      #expect(again?.code == .runtimeMissing)
    }
  }
}

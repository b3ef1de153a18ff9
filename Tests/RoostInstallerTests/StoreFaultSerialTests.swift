import Foundation
import InstallerFixture
import RoostInstaller
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// A store on a disk that is full, or that may not be written to: what was there stays as it was.
@Suite(.serialized, .enabled(if: geteuid() == 0)) struct StoreFaultSerialTests {
  private func withStore(megabytes: Int, _ body: (Installer, FilePath) async throws -> Void) async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel(padding: 300_000)).serve()
    defer { server.stop() }
    try await withSmallDisk(megabytes: megabytes) { home in
      let installer = try CrashInstaller.make(home: home, index: server.base + "/simple")
      try await installer.open()
      _ = try await installer.install(InstallRequest(specifiers: ["left"]), apps: .none, progress: { _ in })
      try await body(installer, home)
    }
  }

  @Test func aFullDiskTakesNothingAndCanBeEmptied() async throws {
    try await withStore(megabytes: 4) { installer, home in
      let before = try StoreListing.of(home, exactly: true)
      try home.appending("filler").write("x")
      let filler = try FileHandle(forWritingTo: URL(fileURLWithPath: home.appending("filler").string))
      while (try? filler.write(contentsOf: Data(count: 4096))) != nil {}
      let found = await problem {
        try await installer.install(InstallRequest(specifiers: ["right"]), apps: .none, progress: { _ in })
      }
      #expect(found?.code == .diskFull && found?.code.exitStatus == 11)
      let after = try StoreListing.of(home, exactly: true).filter { !$0.hasPrefix("filler ") }
      #expect(after == before)
      // A removal works without any room.
      let request = RemoveRequest(specifiers: ["left"])
      _ = try await installer.remove(request, apps: .none, progress: { _ in })
      #expect(try await installer.store.scan().layers.map(\.runtime.text) == ["tiny"])
    }
  }

  @Test func aStoreThatMayNotBeWrittenToStaysAsItIs() async throws {
    try await withStore(megabytes: 8) { installer, home in
      let before = try StoreListing.of(home, exactly: true)
      try await ExternalCommand("mount", ["-o", "remount,ro", home.string]).succeed()
      let install = await problem {
        try await installer.install(InstallRequest(specifiers: ["right"]), apps: .none, progress: { _ in })
      }
      #expect(install?.code == .permissionDenied && install?.message.contains("Read-only") == true)
      let request = RemoveRequest(specifiers: ["left"])
      #expect(await problem { try await installer.remove(request, apps: .none, progress: { _ in }) }?.code == .permissionDenied)
      // What only looks works.
      #expect(try await installer.history().count == 1)
      let there = try await installer.install(InstallRequest(specifiers: ["left"]), apps: .none, progress: { _ in })
      #expect(there.transaction == nil && there.layers.count == 2)
      try await ExternalCommand("mount", ["-o", "remount,rw", home.string]).succeed()
      #expect(try StoreListing.of(home, exactly: true) == before)
    }
  }
}

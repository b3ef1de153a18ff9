import Foundation
import InstallerFixture
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage
import Testing

@testable import RoostInstaller

@Suite struct UpgradeTests {
  /// An index to which versions are added while it is open.
  private final class GrowingIndex: Sendable {
    private let wheels = Mutex<[String: [UInt8]]>([:])

    func publish(_ version: String, printing output: String? = nil) {
      let wheel = TinyIndex.wheel(printing: output ?? "tiny \(version)")
      wheels.withLock { $0["tiny_tool-\(version)-py3-none-any.whl"] = wheel }
    }

    func serve() throws -> FaultyServer {
      try FaultyServer { [self] request in
        let wheels = wheels.withLock { $0 }
        if request.path == "/simple/tiny-tool/" {
          let links = wheels.map { "<a href=\"/files/\($0)#sha256=\(TinyIndex.sumOf($1))\">\($0)</a>" }
          return .init(headers: ["Content-Type": "text/html"], body: Array("<html><body>\(links.joined())</body></html>".utf8))
        }
        guard request.path.hasPrefix("/files/"), let wheel = wheels[String(request.path.dropFirst(7))] else {
          return .init(status: 404)
        }
        return .file(wheel, for: request)
      }
    }
  }

  private func withIndex(_ versions: [String], _ body: (GrowingIndex, Installer) async throws -> Void) async throws {
    let index = GrowingIndex()
    for version in versions { index.publish(version) }
    let server = try index.serve()
    defer { server.stop() }
    try await withScratch { home in
      let installer = try CrashInstaller.make(home: home, index: server.base + "/simple")
      try await installer.open()
      try await body(index, installer)
    }
  }

  private func versions(_ installer: Installer) async throws -> [String] {
    try await installer.store.scan().layers.map { "\($0.runtime.text) \($0.version)" }.sorted()
  }

  private func install(_ specifier: String, _ installer: Installer) async throws -> InstallResult {
    try await installer.install(InstallRequest(specifiers: [specifier]), apps: .none, progress: { _ in })
  }

  @Test func whatIsNewerWithinTheRangeComesAndTheOldStays() async throws {
    try await withIndex(["1.2.0"]) { index, installer in
      _ = try await install("tiny@1", installer)
      index.publish("1.3.0")
      index.publish("2.0.0")
      let row = try #require(try await installer.outdated(apps: .none).first)
      #expect(row.isOutdated && row.newestInRange == "1.3.0" && row.newest == "2.0.0")
      let result = try await installer.upgrade([], apps: .none, progress: { _ in })
      #expect(result.installed == ["tiny 1.3.0"] && result.transaction == 2)
      #expect(try await versions(installer) == ["tiny 1.2.0", "tiny 1.3.0"])
      #expect(try await installer.upgrade([], apps: .none, progress: { _ in }).transaction == nil)
      #expect(try await installer.outdated(apps: .none).allSatisfy { !$0.isOutdated })
      // What the range now means is the new one, and without a program of its own nobody keeps the old one.
      #expect(try await install("tiny@1", installer).layers.map(\.version) == ["1.3.0"])
      _ = try await installer.collect(CollectRequest(), apps: .none, progress: { _ in })
      #expect(try await versions(installer) == ["tiny 1.3.0"])
    }
  }

  @Test func versionsAreListedNewestFirst() async throws {
    try await withIndex(["1.2.0", "1.10.0", "2.0.0", "2.1.0rc1"]) { index, installer in
      _ = try await install("tiny@1.2", installer)
      let all = try await installer.versions("tiny")
      #expect(all.versions.map(\.version) == ["2.0.0", "1.10.0", "1.2.0"] && all.silent.isEmpty)
      #expect(all.versions.map(\.isInstalled) == [false, false, true])
      #expect(try await installer.versions("tiny@1").versions.map(\.version) == ["1.10.0", "1.2.0"])
      #expect(await problem { try await installer.versions("tiny@9") }?.code == .runtimeVersionUnavailable)
      #expect(await problem { try await installer.versions("tin") }?.code == .runtimeUnknown)
    }
  }

  @Test func whatIsInstalledIsListedWithoutAnIndexToo() async throws {
    try await withIndex(["1.2.0"]) { index, installer in
      _ = try await install("tiny", installer)
      let silent = Installer(
        home: installer.store.paths.home, catalogue: installer.catalogue, options: unreachable(installer.options),
        logger: installer.logger, verifier: installer.verifier)
      let list = try await silent.versions("tiny")
      #expect(list.versions.map(\.version) == ["1.2.0"] && list.versions.first?.source == nil && list.silent.count == 1)
    }
  }

  /// Nobody listens on port 1.
  private func unreachable(_ options: InstallerOptions) -> InstallerOptions {
    var options = options
    options.pipVariables["PIP_INDEX_URL"] = "http://127.0.0.1:1/simple"
    return options
  }

  @Test func whatAnAppRunsOnOutlivesTheUpgrade() async throws {
    try await withIndex(["1.2.0"]) { index, installer in
      let old = try #require(try await install("tiny@1", installer).layers.first)
      index.publish("1.3.0")
      var apps = AppControl.none
      apps.users = { layer throws(Problem) in
        layer.name == old.name ? [AppUse(app: "shop", state: .running, version: layer.version)] : []
      }
      apps.requirements = { () throws(Problem) in
        [AppRequirement(app: "shop", runtime: old.runtime, selector: "1", layer: old.name)]
      }
      let result = try await installer.upgrade([], apps: apps, progress: { _ in })
      #expect(result.installed == ["tiny 1.3.0"])
      _ = try await installer.collect(CollectRequest(), apps: apps, progress: { _ in })
      #expect(try await versions(installer) == ["tiny 1.2.0", "tiny 1.3.0"])
      let row = try #require(try await installer.outdated(apps: apps).first { $0.app == "shop" })
      #expect(row.isOutdated && row.installed == "1.2.0")
      _ = try await installer.collect(CollectRequest(), apps: .none, progress: { _ in })
      #expect(try await versions(installer) == ["tiny 1.3.0"])
    }
  }

  @Test func anUpgradeThatDoesNotVerifyChangesNothing() async throws {
    try await withIndex(["1.2.0"]) { index, installer in
      _ = try await install("tiny@1", installer)
      index.publish("1.3.0", printing: "tiny 9.9.9")
      let found = await problem { try await installer.upgrade([], apps: .none, progress: { _ in }) }
      #expect(found?.code == .runtimeVerifyFailed)
      #expect(try await versions(installer) == ["tiny 1.2.0"])
    }
  }

  @Test func undoTakesTheNewOneAway() async throws {
    try await withIndex(["1.2.0"]) { index, installer in
      _ = try await install("tiny@1", installer)
      index.publish("1.3.0")
      let upgraded = try await installer.upgrade([], apps: .none, progress: { _ in })
      _ = try await installer.undo(try #require(upgraded.transaction), apps: .none, progress: { _ in })
      #expect(try await versions(installer) == ["tiny 1.2.0"])
      #expect(try await installer.outdated(apps: .none).contains { $0.isOutdated && $0.newestInRange == "1.3.0" })
    }
  }
}

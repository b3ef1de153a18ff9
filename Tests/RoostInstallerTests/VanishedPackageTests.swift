import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage
import Testing

@testable import RoostInstaller

/// A Debian mirror that has dropped what its lists named.
@Suite struct VanishedPackageTests {
  /// A repository of one package, whose list may be newer than its files, or older.
  private final class Mirror: Sendable {
    struct State: Sendable {
      var listed: String
      var held: Set<String>
    }
    let state: Mutex<State>
    private let packages: [String: [UInt8]]

    init(packages: [String: [UInt8]], listed: String, held: Set<String>) {
      self.packages = packages
      state = Mutex(State(listed: listed, held: held))
    }

    func serve() throws -> FaultyServer {
      try FaultyServer { [self] request in
        let state = state.withLock { $0 }
        if request.path.hasSuffix("/Packages") { return .init(body: Array(list(state.listed).utf8)) }
        for version in state.held where request.path.hasSuffix("/vanish_\(version)_all.deb") {
          return .file(packages[version] ?? [], for: request)
        }
        return .init(status: 404)
      }
    }

    private func list(_ version: String) -> String {
      let bytes = packages[version] ?? []
      return """
        Package: vanish
        Version: \(version)
        Architecture: all
        Maintainer: Nobody <nobody@example.org>
        Filename: ./vanish_\(version)_all.deb
        Size: \(bytes.count)
        Installed-Size: 1
        SHA256: \(Sums.sha256(bytes))
        Description: test

        """
    }
  }

  private func package(_ version: String, in scratch: FilePath) async throws -> [UInt8] {
    let root = scratch.appending("deb-\(version)")
    try DirectoryCreation.ensure(root.appending("DEBIAN"))
    try DirectoryCreation.ensure(root.appending("usr/share/vanish"))
    try root.appending("usr/share/vanish/version").write(version)
    try root.appending("DEBIAN/control").write(
      "Package: vanish\nVersion: \(version)\nArchitecture: all\nMaintainer: Nobody <nobody@example.org>\nDescription: test\n")
    let file = scratch.appending("\(version).deb")
    try await ExternalCommand("dpkg-deb", ["--root-owner-group", "-b", root.string, file.string]).succeed()
    return Array(try Data(contentsOf: URL(fileURLWithPath: file.string)))
  }

  private func base(in scratch: FilePath, server: FaultyServer) throws -> InstalledLayer {
    let tree = scratch.appending("base")
    for name in ["var/lib/dpkg", "etc/apt/sources.list.d", "usr/bin"] { try DirectoryCreation.ensure(tree.appending(name)) }
    try tree.appending("var/lib/dpkg/status").write("")
    try tree.appending("etc/apt/sources.list").write("deb [trusted=yes] \(server.base)/ ./\n")
    return InstalledLayer(
      runtime: try #require(RuntimeID("debian")), version: "12", digest: String(repeating: "a", count: 64), tree: tree.string,
      size: ByteCount(0), installedAt: 0, variables: [:], provenance: [], seconds: 0)
  }

  /// Plans with the list as it is, then builds from a mirror that has changed.
  private func build(_ changed: Mirror.State, events: Events) async throws -> String {
    try await withScratch { scratch in
      let packages = ["1.0": try await package("1.0", in: scratch), "1.1": try await package("1.1", in: scratch)]
      let mirror = Mirror(packages: packages, listed: "1.0", held: ["1.0"])
      let server = try mirror.serve()
      defer { server.stop() }
      let store = LayerStore(home: scratch.appending("home"))
      try await store.open()
      let source = DebsLayerSource(
        recipe: DebsSource(suite: "bookworm", packages: ["vanish"], versionOf: "vanish"),
        base: try base(in: scratch, server: server), lists: store.paths.packageLists, locks: store.paths.locks)
      let offer = try #require(try await source.offers().first)
      mirror.state.withLock { $0 = changed }
      let staged = try await store.stage()
      var downloads = DownloadStore(paths: store.paths, options: InstallerOptions(), progress: events.sink)
      downloads.schedule = RetrySchedule(pauses: [])
      let job = BuildJob(
        title: "vanish", tree: staged.tree, scratch: staged.scratch, downloads: downloads, progress: events.sink,
        estimate: InstallEstimate(download: ByteCount(1), disk: ByteCount(1), seconds: 1))
      _ = try await source.build(offer, in: job)
      return try staged.tree.appending("usr/share/vanish/version").read()
    }
  }

  @Test func newerListsAreBrought() async throws {
    let events = Events()
    let version = try await build(Mirror.State(listed: "1.1", held: ["1.1"]), events: events)
    #expect(version == "1.1")
    #expect(events.warnings.contains { $0.contains("out of date") })
  }

  @Test func whatNobodyHasAnyMoreIsSaid() async throws {
    let events = Events()
    let found = await problem { try await build(Mirror.State(listed: "1.0", held: []), events: events) }
    #expect(found?.code == .downloadFailed)
    #expect(found?.message.contains("does not have a package any more") == true)
    #expect(found?.hint.contains("sources.list") == true)
  }
}

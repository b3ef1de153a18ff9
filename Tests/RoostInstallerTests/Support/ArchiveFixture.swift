import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

/// Builds one layer from one source, without a base and without verify commands.
enum ArchiveFixture {
  struct Made {
    var version: String
    var tree: FilePath
    var origin: LayerOrigin

    func isExecutable(_ path: String) throws -> Bool {
      let mode = try FileManager.default.attributesOfItem(atPath: tree.appending(path).string)[.posixPermissions] as? Int
      return (mode ?? 0) & 0o111 != 0
    }
  }

  static func installer(
    _ entry: CatalogueEntry, home: FilePath, mirrors: [String: String] = [:], keyrings: FilePath = "/nonexistent"
  ) async throws -> Installer {
    var options = InstallerOptions()
    options.mirrors = mirrors
    options.keyrings = keyrings
    let installer = Installer(
      home: home, catalogue: Catalogue([entry]), options: options, logger: TestInstaller.logger,
      verifier: TestInstaller.plainVerifier)
    try await installer.open()
    return installer
  }

  static func build(_ specifier: String, with installer: Installer, progress: @escaping ProgressSink = { _ in }) async throws
    -> Made
  {
    let wanted = try installer.catalogue.specifier(specifier)
    let entry = try installer.catalogue.entry(wanted.runtime)
    let found = try await installer.newestOffer(wanted, of: entry, base: nil, progress: progress)
    let staged = try await installer.store.stage()
    let job = BuildJob(
      title: "\(entry.id) \(found.version)", tree: staged.tree, scratch: staged.scratch,
      downloads: DownloadStore(paths: installer.store.paths, options: installer.options, progress: progress), progress: progress,
      estimate: InstallEstimate(download: ByteCount(1000), disk: ByteCount(1000), seconds: 1))
    let origin = try await found.source.build(found.offer, in: job)
    return Made(version: found.version, tree: staged.tree, origin: origin)
  }
}

import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

/// Host scope over a scratch root, with a catalogue of tiny runtimes.
enum HostFixture {
  /// One that apt has under its own name, and that prints `NAME VERSION`.
  static func entry(_ name: String, packages: [String]? = nil, wheel: Bool = false) throws -> CatalogueEntry {
    var entry = CatalogueEntry(
      id: try #require(RuntimeID(name)), title: name, scheme: .semver,
      source: .wheel(WheelSource(package: "tiny-tool", subtree: "tiny", destination: "usr/local")))
    if !wheel { entry.sources = [] }
    entry.provides = [name]
    entry.host = HostPackages(names: [.apt: packages ?? [name], .dnf: packages ?? [name]])
    entry.verify = [VerifyStep(run: [name], expect: .line("\(name) {version}"))]
    return entry
  }

  static func scope(
    _ entries: [CatalogueEntry], home: FilePath, root: HostRoot, options: HostOptions = HostOptions(),
    installer: InstallerOptions = InstallerOptions()
  ) async throws -> HostScope {
    let installer = Installer(
      home: home, catalogue: Catalogue(entries), options: installer, logger: TestInstaller.logger,
      verifier: TestInstaller.plainVerifier)
    try await installer.open()
    return HostScope(installer: installer, root: root, options: options)
  }
}

extension HostScope {
  func install(_ specifiers: String..., failFast: Bool = true, events: Events = Events()) async throws(Problem) -> InstallResult {
    try await install(
      InstallRequest(specifiers: specifiers, scope: .host, failFast: failFast), progress: events.sink)
  }

  func remove(_ specifiers: String..., force: Bool = false) async throws(Problem) -> RemoveResult {
    try await remove(RemoveRequest(specifiers: specifiers, force: force, scope: .host), progress: { _ in })
  }

  func canRemove(_ specifiers: String...) async throws(Problem) -> SafetyCheck {
    try await canRemove(RemoveRequest(specifiers: specifiers, scope: .host))
  }

  func history() async throws -> [TransactionRecord] { try await installer.journal.history() }
}

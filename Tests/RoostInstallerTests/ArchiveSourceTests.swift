import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

/// Every source of the catalogue that is a maker's own server, against a server that answers like it.
@Suite struct ArchiveSourceTests {
  private static func archives() throws -> [(entry: CatalogueEntry, index: Int, recipe: ArchiveSource)] {
    var found: [(CatalogueEntry, Int, ArchiveSource)] = []
    for entry in try Catalogue.load(extraDirectory: nil).entries {
      for (index, option) in entry.sources.enumerated() {
        if case .archive(let recipe) = option.source { found.append((entry, index, recipe)) }
      }
    }
    return found
  }

  @Test func everyArchiveOfTheCatalogueIsTested() throws {
    let covered = Set(MakerSite.all.map { "\($0.runtime) \($0.source)" })
    #expect(covered == Set(try ArchiveSourceTests.archives().map { "\($0.entry.id) \($0.index)" }))
  }

  @Test(arguments: MakerSite.all) func isInstalledFromAServerLikeItsOwn(_ site: MakerSite) async throws {
    let found = try #require(
      try ArchiveSourceTests.archives().first { $0.entry.id.text == site.runtime && $0.index == site.source })
    let mirror = try #require(found.recipe.mirrorVariable)
    try await withScratch { scratch in
      let server = try site.serve(try await site.archive(found.recipe.form, in: scratch))
      defer { server.stop() }
      var entry = found.entry
      entry.sources = [entry.sources[site.source]]
      let installer = try await ArchiveFixture.installer(entry, home: scratch.appending("home"), mirrors: [mirror: server.base])
      let made = try await ArchiveFixture.build("\(site.runtime)@\(site.version)", with: installer)
      #expect(made.version == site.version)
      for path in site.expected {
        #expect(FileManager.default.fileExists(atPath: made.tree.appending(path).string), "\(path) is missing")
      }
      for path in site.absent { #expect(!made.tree.appending(path).exists, "\(path) should not be there") }
      #expect(made.origin.provenance.contains { $0.hasPrefix("archive \(server.base)") })
      if found.recipe.signature != nil {
        #expect(made.origin.provenance.contains { $0.hasPrefix("signature not checked: no keyring") })
      }
      let programs = site.items.filter(\.isExecutable).count
      #expect(try Set(site.expected.filter { try made.isExecutable($0) }).count <= programs + 1)
      #expect(try site.expected.contains { try made.isExecutable($0) }, "no program is executable")
    }
  }
}

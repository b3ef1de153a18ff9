import Checkout
import Foundation
import Testing

@testable import RoostDashboard

@Suite("Files of the pages")
struct AssetTests {
  private static let directory = Checkout().root.appending(path: "Sources/RoostDashboard/Assets")

  @Test("Every file travels inside the executable")
  func embedded() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.directory.path).sorted()
    #expect(Asset.all.map(\.name).sorted() == files)
    for asset in Asset.all {
      #expect(try Data(contentsOf: Self.directory.appending(path: asset.name)) == Data(asset.bytes), "\(asset.name)")
      #expect(asset.mediaType != "application/octet-stream")
    }
    #expect(Asset.directory.hasPrefix("/assets/") && Asset.directory.utf8.count > 12)
  }

  @Test("Modules are short, and make nothing of text")
  func modules() throws {
    for asset in Asset.all where asset.name.hasSuffix(".js") {
      let text = String(decoding: asset.bytes, as: UTF8.self)
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 70, "\(asset.name)")
      #expect(!text.contains(/\beval\(|new Function|document\.write|https?:/), "\(asset.name)")
    }
  }

  @Test("Every icon that a page names is there")
  func icons() throws {
    let sheet = String(decoding: try #require(Asset.all.first { $0.name == "icons.svg" }).bytes, as: UTF8.self)
    for (name, bytes) in try Gallery().all() {
      for match in String(decoding: bytes, as: UTF8.self).matches(of: /icons\.svg#([a-z-]+)"/) {
        #expect(sheet.contains("id=\"\(match.1)\""), "\(name): \(match.1)")
      }
    }
  }
}

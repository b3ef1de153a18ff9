import Foundation
import Testing

@testable import RoostApps

/// A folder that is dropped into a page is what `roost deploy` would take of it.
@Suite struct DroppedFolderTests {
  @Test func theScriptLeavesOutWhatTheCommandDoes() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let script = try String(
      contentsOf: root.appending(path: "Sources/RoostDashboard/Assets/folder.js").standardizedFileURL, encoding: .utf8)
    let names = try #require(script.firstMatch(of: /left = new Set\(\[([^\]]*)\]\)/)).1
    let besides = try #require(script.firstMatch(of: /leftBeside = new Map\(\[(.*)\]\);/)).1
    func words(_ text: Substring) -> [String] { text.matches(of: /"([^"]*)"/).map { String($0.1) } }
    #expect(Set(words(names)) == SourceRules.excluded)
    let pairs = words(besides)
    #expect(pairs.count == 2 * SourceRules.excludedBeside.count)
    for (name, file) in SourceRules.excludedBeside { #expect(besides.contains("[\"\(name)\", \"\(file)\"]")) }
  }
}

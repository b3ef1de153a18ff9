import Checkout
import Foundation
import Testing

@Suite("What counts as a violation")
struct ViolationTests {
  let table = ImportTable(rows: [
    .init(target: "Low", does: "", ours: [], outside: ["Foundation"]),
    .init(target: "tool-kit", does: "", ours: ["Low"], outside: []),
    .init(target: "High", does: "", ours: ["Low", "tool-kit"], outside: ["NIOCore"]),
  ])

  @Test func allowedImportsPass() {
    let text = "import Low\npackage import NIOCore\nimport Synchronization\nimport tool_kit\n"
    let file = TextFile(path: "Sources/High/A.swift", text: text)
    #expect(table.violations(in: file) == [])
  }

  @Test func anImportThatPointsUpIsFound() {
    let file = TextFile(path: "Sources/Low/Deep/A.swift", text: "import Foundation\n\n@testable import High\n")
    #expect(table.violations(in: file) == ["Sources/Low/Deep/A.swift:3: Low may not import High"])
  }

  @Test func anOutsideModuleMustBeNamed() {
    let file = TextFile(path: "Sources/Low/A.swift", text: "internal import struct NIOCore.ByteBuffer")
    #expect(table.violations(in: file) == ["Sources/Low/A.swift:1: Low may not import NIOCore"])
  }

  @Test func handingOnIsFoundEvenWhenTheImportIsAllowed() {
    let file = TextFile(path: "Sources/High/A.swift", text: "@_exported public import Low")
    #expect(table.violations(in: file) == ["Sources/High/A.swift:1: @_exported hands Low past the table"])
  }

  @Test func aTargetOutsideTheTableIsFound() {
    #expect(table.violations(in: TextFile(path: "Sources/New/A.swift", text: "")).count == 1)
    #expect(table.violations(in: ManifestTarget(name: "New", kind: .regular, dependencies: [])).count == 1)
  }

  @Test func aForbiddenDependencyIsFound() {
    let target = ManifestTarget(name: "Low", kind: .regular, dependencies: ["tool-kit", "Foundation"])
    #expect(table.violations(in: target) == ["Package.swift: Low may not depend on tool-kit"])
  }

  @Test func anImportThatOnlyComesThroughAnotherTargetIsFound() {
    let file = TextFile(path: "Sources/High/A.swift", text: "import tool_kit\nimport Low\n")
    let target = ManifestTarget(name: "High", kind: .regular, dependencies: ["tool-kit"])
    #expect(
      table.undeclared(in: [file], of: target) == [
        "Sources/High/A.swift:2: Package.swift does not declare that High depends on Low"
      ])
  }

  @Test func theThreeFormsOfADependencyAreRead() throws {
    let json = """
      {"name": "High", "type": "executable", "dependencies": [
        {"byName": ["Low", null]}, {"product": ["NIOCore", "swift-nio", null, null]}, {"target": ["tool-kit", null]}]}
      """
    let target = try JSONDecoder().decode(ManifestTarget.self, from: Data(json.utf8))
    #expect(target == ManifestTarget(name: "High", kind: .executable, dependencies: ["Low", "NIOCore", "tool-kit"]))
    #expect(target.isProduct)
  }
}

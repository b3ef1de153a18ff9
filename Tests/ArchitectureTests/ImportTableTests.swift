import Checkout
import Foundation
import Testing

@Suite("The import table is the law")
struct ImportTableTests {
  let checkout = Checkout()
  let table = ImportTable.roost

  @Test("Every directory in Sources is a row, and every row a directory")
  func rowsAreDirectories() throws {
    #expect(try checkout.directories(in: "Sources") == table.rows.map(\.target).sorted())
  }

  @Test("A row names only rows above it")
  func arrowsPointDown() {
    for (index, row) in table.rows.enumerated() {
      let above = Set(table.rows[..<index].map(\.target))
      let astray = row.ours.filter { !above.contains($0) }
      #expect(astray.isEmpty, "\(row.target) points up or to nowhere: \(astray)")
    }
  }

  @Test("No file imports what its target may not")
  func importsKeepTheTable() throws {
    let files = try checkout.swiftFiles(in: ["Sources"])
    #expect(!files.isEmpty)
    let violations = files.flatMap(table.violations(in:))
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  @Test("The manifest declares no dependency that the table forbids, and all that the files import")
  func manifestKeepsTheTable() async throws {
    let targets = try await Manifest.load(from: checkout).targets.filter(\.isProduct)
    #expect(!targets.isEmpty)
    var violations = targets.flatMap(table.violations(in:))
    for target in targets {
      violations += table.undeclared(in: try checkout.swiftFiles(in: [target.path ?? "Sources/\(target.name)"]), of: target)
    }
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  @Test("docs/architecture.md shows this table")
  func documentationShowsTheTable() throws {
    let page = try String(contentsOf: checkout.root.appending(path: "docs/architecture.md"), encoding: .utf8)
    #expect(page.contains(table.markdown), "replace the table in docs/architecture.md with:\n\(table.markdown)")
  }
}

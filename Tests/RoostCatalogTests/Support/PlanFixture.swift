import Foundation
import RoostModel

@testable import RoostCatalog

/// A file of `Fixtures/plans`: a project's files, each after a line `== PATH`, then a line of dashes, then what is
/// expected of them. `ROOST_UPDATE_FIXTURES=1` writes what was found instead of comparing.
struct PlanFixture: CustomStringConvertible, Sendable {
  let file: URL
  let input: String
  let expected: String

  var description: String { file.lastPathComponent }

  static let dashes = "----------\n"
  static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/plans").standardized

  static var all: [PlanFixture] {
    get throws {
      try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
        .sorted { $0.path < $1.path }.map(PlanFixture.init)
    }
  }

  init(_ file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    let halves = text.components(separatedBy: Self.dashes)
    self.file = file
    input = halves[0]
    expected = halves.count > 1 ? halves[1] : ""
  }

  /// Said by the file's name.
  var hasEngine: Bool { file.lastPathComponent.hasPrefix("docker-") && !file.lastPathComponent.contains("without-engine") }

  var tree: ProjectTree {
    var texts: [String: String] = [:]
    var path: String?
    for line in input.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("== ") {
        let name = String(line.dropFirst(3))
        texts[name] = ""
        path = name
      } else if let path {
        texts[path, default: ""] += line + "\n"
      }
    }
    return ProjectTree(name: "shop", texts: texts)
  }

  func update(_ found: String) throws {
    try (input + Self.dashes + found).write(to: file, atomically: true, encoding: .utf8)
  }
}

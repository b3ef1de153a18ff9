import Foundation

/// Answers of another implementation, one a line: selector, version, whether it fits. `semver.txt` was answered by the
/// semver package that comes with npm, `pep440.txt` by Python's packaging library, the orders by it and by dpkg.
enum VersionTable {
  struct Row: Sendable { var selector: String, version: String, fits: Bool }

  static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/versions").standardized

  static func lines(_ name: String) throws -> [String] {
    try String(contentsOf: directory.appending(path: name), encoding: .utf8).split(separator: "\n").map(String.init)
  }

  static func rows(_ name: String) throws -> [Row] {
    try lines(name).map { line in
      let parts = line.split(separator: "\t").map(String.init)
      return Row(selector: parts[0], version: parts[1], fits: parts[2] == "true")
    }
  }
}

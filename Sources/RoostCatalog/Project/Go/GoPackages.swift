import RoostModel

/// The programs in a Go project: directories with a file of `package main`.
struct GoPackages {
  let tree: ProjectTree

  private static let fileLimit = 400

  /// Relative to the project, `.` for its top; nearest to the top first.
  func mains() throws(Problem) -> [Stated<String>] {
    var found: [Stated<String>] = []
    var budget = tree.limits.searchBytes
    for file in tree.files.filter(isSource).prefix(Self.fileLimit) where budget > 0 {
      let directory = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
      guard !found.contains(where: { $0.value == directory }), let text = try tree.source(file) else { continue }
      budget -= text.utf8.count
      if let line = Self.mainLine(in: text) {
        found.append(Stated(directory, by: Evidence(file: file, line: line, says: "package main")))
      }
    }
    return found
  }

  /// `shop` of `module example.com/shop/v2`.
  var moduleName: String? {
    get throws(Problem) {
      guard let text = try tree.source("go.mod") else { return nil }
      let module = SourceLines.of(text, comment: "//").lazy.compactMap { $0.line.prefixMatch(of: /module\s+"?([^\s"]+)/)?.1 }
        .first
      let parts = module?.split(separator: "/").filter { $0.wholeMatch(of: /v[0-9]+/) == nil }
      return parts?.last.map(String.init)
    }
  }

  /// Go itself passes over what begins with `_` or `.`, and over `testdata`.
  private func isSource(_ file: String) -> Bool {
    guard file.hasSuffix(".go"), !file.hasSuffix("_test.go") else { return false }
    return !file.split(separator: "/").contains { $0.hasPrefix("_") || $0.hasPrefix(".") || $0 == "testdata" }
  }

  /// The number of the line `package main`; `nil` for another package and for a file that no build takes.
  private static func mainLine(in text: String) -> Int? {
    var inComment = false
    for (index, raw) in text.split(maxSplits: 2000, omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = raw.trimmed
      if inComment {
        inComment = !line.contains("*/")
      } else if line.hasPrefix("/*") {
        inComment = !line.contains("*/")
      } else if line.hasPrefix("//go:build ignore") || line.hasPrefix("// +build ignore") {
        return nil
      } else if line.hasPrefix("package ") {
        return line.prefixMatch(of: /package\s+main\b/) == nil ? nil : index + 1
      }
    }
    return nil
  }
}

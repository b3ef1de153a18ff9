/// One `import` of a Swift file.
package struct ImportStatement: Sendable, Equatable {
  package let module: String
  package let line: Int
  /// `@_exported`: hands the module on to whoever imports this one, past every table.
  package let isExported: Bool

  package init(module: String, line: Int, isExported: Bool = false) {
    self.module = module
    self.line = line
    self.isExported = isExported
  }
}

extension TextFile {
  package var imports: [ImportStatement] {
    codeLines.enumerated().filter { $0.element.contains("import") }.flatMap { offset, line in
      line.split(separator: ";").compactMap { TextFile.importStatement(in: $0, line: offset + 1) }
    }
  }

  private static func importStatement(in statement: Substring, line: Int) -> ImportStatement? {
    let pattern =
      #/^\s*(?<attributes>(?:@\w+(?:\([^)]*\))?\s+)*)(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:typealias|struct|class|enum|protocol|let|var|func|actor)\s+)?(?<module>[A-Za-z_]\w*)/#
    guard let match = statement.firstMatch(of: pattern) else { return nil }
    return ImportStatement(
      module: String(match.module), line: line, isExported: match.attributes.contains("@_exported"))
  }
}

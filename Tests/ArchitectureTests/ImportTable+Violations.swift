import Checkout

extension ImportTable {
  /// `path:line: what is wrong`, for each import of a file below `Sources/TARGET/` that the table does not allow.
  func violations(in file: TextFile) -> [String] {
    let parts = file.path.split(separator: "/")
    guard parts.count > 2, let row = row(of: String(parts[1])) else { return ["\(file.path): its target is not in the table"] }
    return file.imports.flatMap { statement -> [String] in
      let place = "\(file.path):\(statement.line)"
      var found: [String] = []
      if statement.isExported { found.append("\(place): @_exported hands \(statement.module) past the table") }
      if !mayImport(statement.module, into: row) { found.append("\(place): \(row.target) may not import \(statement.module)") }
      return found
    }
  }

  /// What a manifest's target depends on and the table does not allow.
  func violations(in target: ManifestTarget) -> [String] {
    guard let row = row(of: target.name) else { return ["Package.swift: \(target.name) is not in the table"] }
    return target.dependencies
      .filter { !mayImport(ImportTable.moduleName(of: $0), into: row) }
      .map { "Package.swift: \(row.target) may not depend on \($0)" }
  }

  /// Imports of a target's files that its manifest entry does not declare. SwiftPM lets a transitive one pass.
  func undeclared(in files: [TextFile], of target: ManifestTarget) -> [String] {
    let declared = Set(target.dependencies.map(ImportTable.moduleName(of:)))
    return files.flatMap { file in
      file.imports
        .filter { ownModules.contains($0.module) && !declared.contains($0.module) }
        .map { "\(file.path):\($0.line): Package.swift does not declare that \(target.name) depends on \($0.module)" }
    }
  }

  private func mayImport(_ module: String, into row: Row) -> Bool {
    row.ours.map(ImportTable.moduleName(of:)).contains(module) || row.outside.contains(module)
      || ImportTable.language.contains(module)
  }
}

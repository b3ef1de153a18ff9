import RoostModel

/// What the files of a project say about the version of a runtime, most decisive first.
struct VersionStatements: Sendable {
  let entry: CatalogueEntry
  let found: [Stated<VersionSelector>]
  /// Of statements that are no selector of this runtime.
  let warnings: [String]

  init(of entry: CatalogueEntry, in tree: ProjectTree) throws(Problem) {
    var found: [Stated<VersionSelector>] = []
    var warnings: [String] = []
    for file in entry.versionFiles {
      guard let statement = try VersionFileReader.read(file, in: tree) else { continue }
      do throws(SelectorFault) {
        let selector = try VersionSelector(statement.value, scheme: entry.scheme, channels: entry.channels)
        found.append(Stated(selector, by: statement.evidence))
      } catch {
        warnings.append("\(statement.evidence) is not understood and was not used: \(error.message)")
      }
    }
    self.entry = entry
    self.found = found
    self.warnings = warnings
  }

  var requirement: RuntimeRequirement {
    if let first = found.first {
      return RuntimeRequirement(runtime: entry.id, selector: first.value.text, decidedBy: first.evidence)
    }
    return RuntimeRequirement(
      runtime: entry.id, selector: entry.defaultSelector,
      decidedBy: Evidence(says: "the catalogue's default: no file states a version"))
  }

  /// The statements that another one has outvoted.
  var outvoted: [Evidence] {
    guard let winner = found.first else { return [] }
    return found.dropFirst().filter { $0.value.text != winner.value.text }.map {
      Evidence(
        file: $0.evidence.file, line: $0.evidence.line, says: "\($0.evidence.says) (\(winner.evidence.file ?? "") decides)")
    }
  }
}

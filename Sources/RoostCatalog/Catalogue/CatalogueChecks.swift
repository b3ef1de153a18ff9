import RoostModel

/// What must hold between the entries of a catalogue. Pure.
struct CatalogueChecks {
  let files: [RuntimeID: CatalogueFile]

  private var sorted: [CatalogueFile] { files.values.sorted { $0.entry.id.text < $1.entry.id.text } }

  func check() throws(Problem) {
    try checkNames()
    try checkReferences()
    for file in sorted { try followRequirements(of: file, above: []) }
  }

  /// A name or alias belongs to one entry.
  private func checkNames() throws(Problem) {
    var owners: [String: CatalogueFile] = [:]
    for file in sorted { owners[file.entry.id.text] = file }
    for file in sorted {
      for alias in file.entry.aliases {
        if let other = owners[alias], other.entry.id != file.entry.id {
          throw Problem.inCatalogue(
            "\(file.name): the alias '\(alias)' of \(file.entry.id) is also a name of \(other.entry.id), in \(other.name)",
            "remove it from `aliases` of one of them")
        }
        owners[alias] = file
      }
    }
  }

  private func checkReferences() throws(Problem) {
    for file in sorted {
      for (key, named) in [("requires", file.entry.requires), ("conflicts.runtimes", file.entry.conflicts.runtimes)] {
        for id in named where files[id] == nil {
          throw Problem.inCatalogue(
            "\(file.name): \(file.entry.id) names \(id) in `\(key)`, which is not in the catalogue",
            "add a file for \(id) or remove it from `\(key)` of \(file.entry.id)")
        }
      }
      if let host = file.entry.requires.first(where: { files[$0]?.entry.sources.isEmpty == true }), !file.entry.sources.isEmpty {
        throw Problem.inCatalogue(
          "\(file.name): \(file.entry.id) requires \(host), which can be no layer", "remove it from `requires`")
      }
    }
  }

  private func followRequirements(of file: CatalogueFile, above: [CatalogueFile]) throws(Problem) {
    if let start = above.firstIndex(where: { $0.entry.id == file.entry.id }) {
      let round = above[start...] + [file]
      throw Problem.inCatalogue(
        "\(file.entry.id) requires itself: \(round.map { "\($0.entry.id) (\($0.name))" }.joined(separator: " -> "))",
        "break the circle: remove one of them from `requires`")
    }
    for id in file.entry.requires {
      if let required = files[id] { try followRequirements(of: required, above: above + [file]) }
    }
  }
}

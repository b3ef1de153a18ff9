package import RoostModel

/// The runtimes Roost knows, by name.
package struct Catalogue: Sendable {
  /// Sorted by identifier.
  package let entries: [CatalogueEntry]
  /// In the order to show them: the shipped ones, then this machine's own.
  package let profiles: [Profile]
  /// Grows with each change: `2026112101`. 0 when nothing states one.
  package let serial: UInt64
  private let positions: [String: Int]

  /// Later entries replace earlier ones of the same identifier; a name of an entry wins over an alias of another.
  package init(_ entries: [CatalogueEntry], profiles: [Profile] = [], serial: UInt64 = 0) {
    self.profiles = profiles
    self.serial = serial
    var byID: [String: CatalogueEntry] = [:]
    for entry in entries { byID[entry.id.text] = entry }
    let sorted = byID.values.sorted { $0.id.text < $1.id.text }
    var positions: [String: Int] = [:]
    for (index, entry) in sorted.enumerated() {
      for alias in entry.aliases { positions[alias] = index }
    }
    for (index, entry) in sorted.enumerated() { positions[entry.id.text] = index }
    self.entries = sorted
    self.positions = positions
  }

  /// The entry of an identifier or alias.
  package func entry(named name: String) -> CatalogueEntry? {
    positions[name].map { entries[$0] }
  }

  /// As ``entry(named:)``; throws ``ProblemCode/runtimeUnknown`` with the names that come near.
  package func requireEntry(named name: String) throws(Problem) -> CatalogueEntry {
    if let entry = entry(named: name) { return entry }
    throw unknownRuntime(name)
  }

  package func entry(_ id: RuntimeID) throws(Problem) -> CatalogueEntry {
    try requireEntry(named: id.text)
  }

  /// Reads what a user types: `nodejs@22`, `node@lts`, `nodejs-22`, `node`.
  ///
  /// Throws ``ProblemCode/runtimeUnknown`` or ``ProblemCode/usageInvalid``.
  package func specifier(_ text: String) throws(Problem) -> RuntimeSpecifier {
    let (name, selector) = splitSpecifier(text)
    let entry = try requireEntry(named: name)
    return RuntimeSpecifier(runtime: entry.id, selector: try entry.selector(selector ?? entry.defaultSelector))
  }

  /// `node@22` at the `@`; without one the longest known name that a `-` ends, as in `nodejs-22`.
  private func splitSpecifier(_ text: String) -> (name: String, selector: String?) {
    if let at = text.firstIndex(of: "@") {
      return (String(text[..<at]), String(text[text.index(after: at)...]))
    }
    if positions[text] != nil { return (text, nil) }
    for dash in text.indices.reversed() where text[dash] == "-" {
      let name = String(text[..<dash])
      if positions[name] != nil { return (name, String(text[text.index(after: dash)...])) }
    }
    return (text, nil)
  }

  private func unknownRuntime(_ name: String) -> Problem {
    let near = NearNames.to(name, among: positions.keys.sorted())
    let hint =
      near.isEmpty
      ? "`roost runtime list` shows what there is: \(entries.map(\.id.text).joined(separator: ", "))"
      : "did you mean \(near.joined(separator: " or "))? `roost runtime list` shows all"
    return Problem(.runtimeUnknown, "there is no runtime named '\(name.prefix(60))'", hint: hint)
  }
}

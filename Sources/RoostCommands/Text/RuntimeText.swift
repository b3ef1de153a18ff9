import RoostModel

/// Runtimes as a person reads them.
struct RuntimeText {
  func list(_ runtimes: [RuntimeSummary], _ style: TextStyle) -> String {
    let rows = runtimes.map { runtime in
      [
        TextTable.Cell(runtime.runtime.text),
        TextTable.Cell(versions(runtime)) { runtime.installed.isEmpty ? style.dim($0) : style.green($0) },
        TextTable.Cell(size(runtime)), TextTable.Cell(runtime.title), TextTable.Cell(users(runtime)),
      ]
    }
    return TextTable(heading: ["RUNTIME", "INSTALLED", "SIZE", "WHAT IT IS", "USED BY"], rows: rows).text(style)
  }

  func detail(_ runtime: RuntimeSummary, _ style: TextStyle) -> String {
    var fields = FieldList()
    fields.add("Runtime", runtime.runtime.text)
    fields.add("Title", runtime.title)
    fields.add("Also called", joined(runtime.aliases))
    fields.add("Provides", joined(runtime.provides))
    fields.add("Source", joined(runtime.sources))
    fields.add("Channels", joined(runtime.channels))
    fields.add("Installed", runtime.installed.map { installed($0, usedBy: runtime.usedBy[$0.version] ?? []) })
    if runtime.installed.isEmpty { fields.add("Installed", "no; install it: roost runtime install \(runtime.runtime)") }
    return fields.text(style)
  }

  func installed(_ layers: [InstalledLayer], _ style: TextStyle) -> String {
    layers.map { layer in
      "\(style.green("installed")) \(style.bold("\(layer.runtime) \(layer.version)")), \(layer.size)\n"
    }.joined()
  }

  private func installed(_ layer: InstalledLayer, usedBy apps: [String]) -> String {
    let users = apps.isEmpty ? "not used" : "used by \(apps.joined(separator: ", "))"
    return "\(layer.version)  \(layer.size)  \(users)"
  }

  private func versions(_ runtime: RuntimeSummary) -> String { joined(runtime.installed.map(\.version)) ?? "no" }

  /// The first few: `roost runtime info` names all.
  private func users(_ runtime: RuntimeSummary) -> String {
    let users = Set(runtime.usedBy.values.flatMap { $0 }).sorted()
    let more = users.count > 3 ? ["\(users.count - 2) more"] : []
    return joined(users.prefix(more.isEmpty ? 3 : 2) + more) ?? "-"
  }

  private func size(_ runtime: RuntimeSummary) -> String {
    runtime.installed.isEmpty ? "-" : runtime.installed.map(\.size).reduce(ByteCount(0), +).description
  }

  private func joined(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: ", ") }
}

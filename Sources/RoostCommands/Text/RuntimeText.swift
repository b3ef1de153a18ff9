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
    fields.add("Source", runtime.sources)
    if runtime.untested { fields.add("Tested", style.yellow("no: built after its makers' documentation, never run against it")) }
    fields.add("On this system", runtime.hostPackages.isEmpty ? nil : "packages \(runtime.hostPackages.joined(separator: " "))")
    fields.add("Channels", joined(runtime.channels))
    fields.add("Support", runtime.support.map { support($0, style) })
    fields.add("Installed", runtime.installed.map { installed($0, usedBy: runtime.usedBy[$0.version] ?? []) })
    if runtime.installed.isEmpty {
      fields.add("Takes", runtime.cost == .none ? nil : CostText.text(runtime.cost))
      fields.add("Installed", "no; install it: \(command(for: runtime))")
    }
    return fields.text(style)
  }

  private func support(_ phase: SupportPhase, _ style: TextStyle) -> String {
    let until = phase.until.map { phase.phase == .eol ? " since \($0)" : " until \($0)" } ?? ""
    let text = "\(phase.versions)  \(phase.phase.rawValue)\(until)"
    return phase.phase == .eol ? style.red(text) : text
  }

  private func installed(_ layer: InstalledLayer, usedBy apps: [String]) -> String {
    let users = apps.isEmpty ? "not used" : "used by \(apps.joined(separator: ", "))"
    return "\(layer.version)  \(layer.size)  \(users)"
  }

  /// What has no source is no layer: only the machine itself can have it.
  private func command(for runtime: RuntimeSummary) -> String {
    runtime.sources.isEmpty ? "roost install \(runtime.runtime) --scope host" : "roost runtime install \(runtime.runtime)"
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

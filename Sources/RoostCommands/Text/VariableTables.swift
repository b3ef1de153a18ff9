import RoostModel

/// Variables of an app as a person reads them. `now` is in seconds since 1970.
struct VariableTables {
  let now: Double

  func list(_ list: VariableList, of app: AppName, _ style: TextStyle) -> String {
    guard !list.variables.isEmpty else { return "No variables yet. Set one: roost app env set \(app) NAME=VALUE\n" }
    let rows = list.variables.map { variable in
      [
        TextTable.Cell(variable.name.text), TextTable.Cell(shown(variable)), TextTable.Cell(variable.scope.rawValue),
        TextTable.Cell(variable.source.rawValue), TextTable.Cell(TimeText.ago(variable.changedAt, now: now)),
      ]
    }
    let table = TextTable(
      heading: ["NAME", "VALUE", "SCOPE", "SOURCE", "CHANGED"], rows: rows, spared: ["SOURCE", "CHANGED", "SCOPE"])
    guard let running = list.runningVersion, running != list.version else { return table.text(style) }
    return table.text(style) + style.dim("Version \(list.version); the live release was started with version \(running).") + "\n"
  }

  func history(_ versions: [VariableVersion], of app: AppName, _ style: TextStyle) -> String {
    guard !versions.isEmpty else { return "No variables yet. Set one: roost app env set \(app) NAME=VALUE\n" }
    let rows = versions.map { version in
      [
        TextTable.Cell("\(version.version)"), TextTable.Cell(TimeText.ago(version.changedAt, now: now)),
        TextTable.Cell(version.releases.map(String.init).joined(separator: ", ")),
        TextTable.Cell((version.set.map(\.text) + version.unset.map { "-\($0)" }).joined(separator: " ")),
      ]
    }
    return TextTable(heading: ["VERSION", "CHANGED", "RELEASES", "VARIABLES"], rows: rows).text(style)
  }

  func changed(_ result: VariableChangeResult, _ style: TextStyle) -> String {
    let name = style.bold(result.app.name.text)
    guard result.effect != .unchanged else { return "\(name) has all of it already\n" }
    let names = (result.set.map(\.text) + result.unset.map { "-\($0)" }).joined(separator: ", ")
    return "\(name) \(names) (version \(result.version)): \(effect(result))\n"
  }

  private func effect(_ result: VariableChangeResult) -> String {
    switch result.effect {
    case .unchanged: "nothing changed"
    case .running: "the app runs with it"
    case .nextStart: "in force with the app's next start: roost app restart \(result.app.name)"
    case .nextDeployment: "in force with the app's next deployment: roost deploy DIR --name \(result.app.name)"
    }
  }

  /// One line, whatever it holds.
  private func shown(_ variable: VariableSummary) -> String {
    guard let value = variable.value else { return "***" }
    let line = value.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    return CleanText.clean(String(line[0].prefix(120)), colours: false) + (line.count > 1 || line[0].count > 120 ? "…" : "")
  }
}

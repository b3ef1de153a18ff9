import RoostModel

/// Strategies as a person reads them.
struct StrategyText {
  let strategies: [ProbeReport]
  /// What the daemon measured; empty where that was not asked for.
  var timings: [StrategyTimings] = []

  func text(_ style: TextStyle) -> String {
    let text = strategies.map { block($0, style) }.joined(separator: "\n")
    return CleanText.clean(text, colours: style.enabled)
  }

  private func block(_ report: ProbeReport, _ style: TextStyle) -> String {
    var fields = FieldList()
    let name = report.strategy.rawValue
    fields.add("Strategy", report.isUsable ? style.green(name) : "\(name), cannot be used here")
    fields.add("Isolation", report.isolation.rawValue)
    if report.isUndecided {
      fields.add("Needs", report.findings.map(\.what))
    } else {
      addAbilities(report, to: &fields)
    }
    if let measured = timings.first(where: { $0.strategy == report.strategy }) {
      fields.add("Keeps", "\(measured.environments) environments, \(measured.warm) warm")
      fields.add("Took", EnvironmentText(now: 0).took(measured.timings))
    }
    return fields.text(style)
  }

  private func addAbilities(_ report: ProbeReport, to fields: inout FieldList) {
    if report.isUsable {
      fields.add("Can", lines(report.abilities))
      fields.add("Cannot", lines(StrategyAbility.allCases.filter { !report.abilities.contains($0) }))
    }
    fields.add(report.isUsable ? "Lacks" : "Because", report.shortcomings)
  }

  /// Fits beside the labels into 80 columns.
  private func lines(_ abilities: [StrategyAbility]) -> [String] {
    var lines: [String] = []
    for name in abilities.map(\.rawValue) {
      if let line = lines.last, line.count + name.count < 64 {
        lines[lines.count - 1] = line + " " + name
      } else {
        lines.append(name)
      }
    }
    return lines
  }
}

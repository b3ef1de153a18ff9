import RoostCatalog
import RoostModel

/// Finds the installed layers a user means. Pure.
struct RemovalTargets: Sendable {
  let catalogue: Catalogue
  let layers: [InstalledLayer]

  /// One layer for each text, none twice. A name alone means whichever version is installed.
  ///
  /// `runtime.missing` when nothing fits, `usage.invalid` when more than one does.
  func find(_ texts: [String]) throws(Problem) -> [InstalledLayer] {
    var found: [InstalledLayer] = []
    for text in texts {
      let layer = try find(text)
      if !found.contains(where: { $0.name == layer.name }) { found.append(layer) }
    }
    return found
  }

  /// Those that fit, newest installed last.
  func candidates(_ text: String) throws(Problem) -> [InstalledLayer] {
    let specifier = try catalogue.specifier(text)
    let isNameAlone = catalogue.entry(named: text) != nil
    return layers.filter { $0.runtime == specifier.runtime && (isNameAlone || specifier.selector.matches($0.version)) }
      .sorted { $0.installedAt < $1.installedAt }
  }

  private func find(_ text: String) throws(Problem) -> InstalledLayer {
    let fitting = try candidates(text)
    let runtime = try catalogue.specifier(text).runtime
    guard let first = fitting.first else { throw missing(text, runtime) }
    guard fitting.count == 1 else {
      let names = fitting.map { "\($0.runtime)@\($0.version)" }
      throw Problem(
        .usageInvalid, "\(text) names \(fitting.count) installed layers: \(names.joined(separator: ", "))",
        hint: "say which: roost runtime remove '\(names[0])'")
    }
    return first
  }

  private func missing(_ text: String, _ runtime: RuntimeID) -> Problem {
    let others = layers.filter { $0.runtime == runtime }.map(\.version)
    return Problem(
      .runtimeMissing, "\(text) is not installed",
      hint: others.isEmpty
        ? "`roost runtime list` shows what is installed"
        : "installed are \(others.map { "\(runtime)@\($0)" }.joined(separator: ", ")): roost runtime remove '\(runtime)@\(others[0])'"
    )
  }
}

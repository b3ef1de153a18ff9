import RoostModel

/// The layers a release was made with, by name, held against those that are installed. Pure.
struct RuntimeNeeds: Sendable, Equatable {
  /// The stack it can run on, base first; `nil` while something is missing.
  let stack: [InstalledLayer]?
  let check: RuntimeCheckResult

  /// `known` are all runtimes of the catalogue.
  init(of names: [String], installed: [InstalledLayer], known: [RuntimeID]) {
    var stack: [InstalledLayer] = []
    var missing: [String] = []
    var mismatches: [VersionMismatch] = []
    for name in names {
      if let layer = installed.first(where: { $0.name == name }) {
        stack.append(layer)
        continue
      }
      let wanted = LayerName(name, of: known)
      let candidates = installed.filter { $0.runtime == wanted?.runtime }
      if let other = RuntimeNeeds.substitute(for: wanted, among: candidates) {
        stack.append(other)
      } else {
        missing.append(RuntimeNeeds.specifier(name, wanted))
        mismatches += candidates.map { other in
          VersionMismatch(runtime: other.runtime, required: wanted?.version ?? name, installed: other.version, severity: .error)
        }
      }
    }
    self.stack = missing.isEmpty ? stack : nil
    check = RuntimeCheckResult(
      canStart: missing.isEmpty, missingRuntimes: missing, conflictingRuntimes: [], versionMismatches: mismatches,
      suggestedActions: RuntimeNeeds.actions(missing))
  }

  /// `nil` when nothing is missing.
  func problem(of app: AppName) -> Problem? {
    guard let action = check.suggestedActions.first else { return nil }
    let names = check.missingRuntimes.map { $0.replacing("@", with: " ") }.joined(separator: " and ")
    return Problem(
      .runtimeMissing, "\(app) needs \(names), which is not installed any more", hint: "install it again: \(action.command)")
  }

  /// A newer build of the same version first, then another patch of the same line.
  private static func substitute(for wanted: LayerName?, among candidates: [InstalledLayer]) -> InstalledLayer? {
    guard let wanted else { return nil }
    let newestFirst = candidates.sorted { $0.installedAt > $1.installedAt }
    return newestFirst.first { $0.version == wanted.version } ?? newestFirst.first { wanted.isCompatible(with: $0.version) }
  }

  private static func specifier(_ name: String, _ wanted: LayerName?) -> String {
    wanted.map { "\($0.runtime)@\($0.version)" } ?? name
  }

  private static func actions(_ missing: [String]) -> [SuggestedAction] {
    guard !missing.isEmpty else { return [] }
    let command = "roost runtime install \(missing.map { "'\($0)'" }.joined(separator: " "))"
    return [SuggestedAction(message: "Install what is missing: \(missing.joined(separator: ", "))", command: command)]
  }
}

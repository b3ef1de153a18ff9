package import RoostModel

/// Decides whether what is installed is enough to start something. Pure.
package struct RuntimeChecker: Sendable {
  package let catalogue: Catalogue
  /// Versions by runtime.
  private let installed: [RuntimeID: [String]]
  /// What the machine itself has.
  private let machine: [RuntimeID: String]

  package init(catalogue: Catalogue, installed: [InstalledLayer], machine: [RuntimeID: String] = [:]) {
    self.catalogue = catalogue
    self.machine = machine
    self.installed = Dictionary(grouping: installed, by: \.runtime).mapValues { $0.map(\.version) }
  }

  /// The installed version that would be used; `nil` when none fits. For `system` the machine's own.
  package func version(for requirement: RuntimeRequirement) throws(Problem) -> String? {
    let selector = try catalogue.entry(requirement.runtime).selector(requirement.selector)
    if selector.asksForHost { return machine[requirement.runtime] }
    return selector.pick(available: [], installed: versions(of: requirement.runtime))
  }

  package func versions(of runtime: RuntimeID) -> [String] { installed[runtime] ?? [] }

  /// Runtimes that the needs stand on, directly or not, and that are not installed; what lies lowest first.
  package func missingBelow(_ needs: [ProjectRequirement]) throws(Problem) -> [RuntimeSpecifier] {
    let named = Set(needs.map(\.requirement.runtime))
    var missing: [RuntimeSpecifier] = []
    for need in needs {
      for layer in try StackOrder(catalogue: catalogue).sideBySide([try specifier(need.requirement)]) {
        let lower = layer.specifier
        guard !named.contains(lower.runtime), !missing.contains(lower) else { continue }
        if lower.selector.pick(available: [], installed: versions(of: lower.runtime)) == nil { missing.append(lower) }
      }
    }
    return missing
  }

  /// What is optional is told, and does not keep anything from starting.
  ///
  /// Throws ``ProblemCode/runtimeUnknown`` or ``ProblemCode/usageInvalid`` for a requirement that the catalogue does not know.
  package func check(_ needs: [ProjectRequirement]) throws(Problem) -> RuntimeCheckResult {
    var result = RuntimeCheckResult(
      canStart: true, missingRuntimes: [], conflictingRuntimes: [], versionMismatches: [], suggestedActions: [])
    for need in needs { try add(need, to: &result) }
    let required = needs.filter { !$0.isOptional }
    result.missingRuntimes += try missingBelow(required).map(\.description)
    let pairs = try StackOrder(catalogue: catalogue).exclusions(among: required.map(\.requirement.runtime))
    result.conflictingRuntimes = pairs.map { "\($0.first) and \($0.second)" }
    let hasError = result.versionMismatches.contains { $0.severity == .error }
    result.canStart = result.missingRuntimes.isEmpty && pairs.isEmpty && !hasError
    return result
  }

  private func add(_ need: ProjectRequirement, to result: inout RuntimeCheckResult) throws(Problem) {
    let wanted = need.requirement
    let entry = try catalogue.entry(wanted.runtime)
    if let version = try version(for: wanted) {
      result.versionMismatches += violations(of: need, by: version)
      return
    }
    if let other = entry.scheme.newestFirst(versions(of: wanted.runtime)).first {
      result.versionMismatches.append(
        VersionMismatch(
          runtime: wanted.runtime, required: wanted.selector, installed: other, severity: need.isOptional ? .warning : .error))
    } else if !need.isOptional {
      result.missingRuntimes.append(wanted.specifier)
    }
    let purpose = need.isOptional ? "\(wanted.decidedBy)" : "the project needs it: \(wanted.decidedBy)"
    result.suggestedActions.append(
      SuggestedAction(
        message: "Install \(entry.title) (\(wanted.selector)), \(purpose)", command: "roost runtime install '\(wanted.specifier)'"
      ))
  }

  /// Statements that the version does not fit although the decision took no notice of them.
  private func violations(of need: ProjectRequirement, by version: String) -> [VersionMismatch] {
    need.outvoted.filter { !$0.selector.asksForHost && !$0.selector.matches(version) }.map {
      VersionMismatch(
        runtime: need.requirement.runtime, required: $0.selector.text, installed: version, severity: .warning)
    }
  }

  private func specifier(_ requirement: RuntimeRequirement) throws(Problem) -> RuntimeSpecifier {
    let entry = try catalogue.entry(requirement.runtime)
    return RuntimeSpecifier(runtime: entry.id, selector: try entry.selector(requirement.selector))
  }
}

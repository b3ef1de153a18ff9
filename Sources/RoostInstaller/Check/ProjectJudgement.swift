import RoostCatalog
import RoostModel

/// Puts what a project needs, what is installed and what can be had into one answer. Pure.
struct ProjectJudgement {
  let checker: RuntimeChecker
  let found: ProjectRequirements
  /// Of what is not installed.
  let lookups: [RuntimeID: RuntimeLookup]
  let cost: @Sendable (CatalogueEntry) -> Cost

  func check(_ directory: String) throws(Problem) -> ProjectCheck {
    var runtimes: [CheckedRuntime] = []
    for need in found.needs { runtimes.append(try checked(need)) }
    var result = try checker.check(found.needs)
    // Files that nobody can start are no program, whatever is installed.
    result.canStart = result.canStart && found.type != nil
    result.suggestedActions = actions(result.suggestedActions, runtimes)
    let lower = try checker.missingBelow(found.needs.filter { !$0.isOptional })
    var total = runtimes.filter { !$0.isOptional }.reduce(Cost.none) { $0 + $1.cost }
    for specifier in lower { total = total + cost(try checker.catalogue.entry(specifier.runtime)) }
    return ProjectCheck(
      directory: directory, type: found.type, runtimes: runtimes, check: result, cost: total,
      command: command(runtimes, lower: lower.map(\.runtime)), problems: found.problems, warnings: found.warnings)
  }

  private func checked(_ need: ProjectRequirement) throws(Problem) -> CheckedRuntime {
    let requirement = need.requirement
    let outvoted = need.outvoted.map(\.evidence)
    if let version = try checker.version(for: requirement) {
      return CheckedRuntime(
        requirement: requirement, state: .present, version: version, outvoted: outvoted, cost: .none, isOptional: need.isOptional)
    }
    let lookup = lookups[requirement.runtime]
    return CheckedRuntime(
      requirement: requirement, state: state(of: requirement.runtime, lookup), version: lookup?.version, outvoted: outvoted,
      cost: cost(try checker.catalogue.entry(requirement.runtime)), problem: lookup?.problem, isOptional: need.isOptional)
  }

  private func state(of runtime: RuntimeID, _ lookup: RuntimeLookup?) -> CheckedRuntime.State {
    if case .nothing = lookup { return .unavailable }
    return checker.versions(of: runtime).isEmpty ? .missing : .mismatch
  }

  /// The one command that brings all that is needed; `nil` when nothing is missing, or when some of it cannot be had.
  private func command(_ runtimes: [CheckedRuntime], lower: [RuntimeID]) -> String? {
    let wanted = runtimes.filter { !$0.isOptional && $0.state != .present }
    if !wanted.isEmpty, wanted.allSatisfy({ $0.state == .missing && isNoLayer($0) }) {
      return "roost install \(wanted.map(\.requirement.runtime.text).joined(separator: " ")) --scope host"
    }
    guard !wanted.contains(where: { $0.state == .unavailable || isNoLayer($0) }) else { return nil }
    let specifiers = wanted.map { "'\($0.requirement.specifier)'" } + (wanted.isEmpty ? lower.map(\.text) : [])
    return specifiers.isEmpty ? nil : "roost runtime install \(specifiers.joined(separator: " "))"
  }

  /// The machine itself has to have it.
  private func isNoLayer(_ runtime: CheckedRuntime) -> Bool {
    runtime.problem?.code == .unsupported || runtime.requirement.selector.lowercased() == "system"
  }

  /// What cannot be had is not suggested; what is no layer is installed as its problem says.
  private func actions(_ actions: [SuggestedAction], _ runtimes: [CheckedRuntime]) -> [SuggestedAction] {
    actions.compactMap { action in
      guard let runtime = runtimes.first(where: { action.command.hasSuffix("'\($0.requirement.specifier)'") }) else {
        return action
      }
      if runtime.state == .unavailable { return nil }
      guard isNoLayer(runtime), let hint = runtime.problem?.hint else { return action }
      return SuggestedAction(message: action.message, command: hint)
    }
  }
}

package import RoostModel

/// Decides what a project is and makes the plan for it. Reads files; starts nothing and asks nobody.
package enum ProjectDetector {
  private static let kinds: [any ProjectKind] = [
    DjangoKind(), PythonWebKind(), PythonScriptKind(), GoKind(), RustKind(), RubyKind(), PHPKind(), DenoKind(),
    NodeFrameworkKind(), SinglePageKind(), NodeKind(), StaticKind(), ProcfileKind(),
  ]

  /// The plan for a project. With `settings` `nil`, the project's own roost.yml is read. `profile` are the selectors of the
  /// node's profile, for runtimes whose version no file states.
  ///
  /// Throws ``ProblemCode/projectUnrecognised``, ``ProblemCode/projectAmbiguous``, ``ProblemCode/projectManifestInvalid``,
  /// ``ProblemCode/projectFileRefused``, and ``ProblemCode/unsupported`` for a tool the catalogue does not have.
  package static func plan(
    for tree: ProjectTree, catalogue: Catalogue, settings: ProjectSettings? = nil, profile: [RuntimeID: String] = [:]
  ) throws(Problem) -> Plan {
    do throws(Problem) {
      let settings = try resolved(settings, tree)
      let project = try ProjectInspection(
        try subtree(tree, top(settings)), catalogue: catalogue, settings: settings, profile: profile)
      return try make(project).printable
    } catch {
      throw error.printable
    }
  }

  private static func make(_ project: ProjectInspection) throws(Problem) -> Plan {
    let candidates = try candidates(of: project)
    let chosen = try ProjectChoice(project: project, candidates: candidates).candidate()
    var plan = Plan(
      type: chosen.type, score: chosen.score, evidence: chosen.evidence, start: .files(directory: ".", singlePage: false))
    plan.root = top(project.settings)
    plan.alternatives = candidates.filter { $0.type != chosen.type }
    for kind in kinds where kind.types.contains(chosen.type) { try kind.complete(&plan, for: project) }
    try SettingsApplication(project: project).apply(to: &plan)
    return plan
  }

  private static func top(_ settings: ProjectSettings) -> String? { settings.root == "." ? nil : settings.root }

  private static func resolved(_ settings: ProjectSettings?, _ tree: ProjectTree) throws(Problem) -> ProjectSettings {
    if let settings { return settings }
    return try ProjectSettings.load(from: tree) ?? ProjectSettings()
  }

  private static func subtree(_ tree: ProjectTree, _ top: String?) throws(Problem) -> ProjectTree {
    guard let top else { return tree }
    return try tree.subtree(top)
  }

  /// Best first.
  private static func candidates(of project: ProjectInspection) throws(Problem) -> [Candidate] {
    var found: [Candidate] = []
    for kind in kinds {
      if let candidate = try kind.examine(project) { found.append(candidate) }
    }
    return found.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.map(\.element)
  }
}

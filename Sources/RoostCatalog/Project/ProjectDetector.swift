package import RoostModel

/// Decides what a project is and makes the plan for it. Reads files; starts nothing and asks nobody.
package enum ProjectDetector {
  private static let kinds: [any ProjectKind] = [
    DjangoKind(), PythonWebKind(), PythonScriptKind(), GoKind(), RustKind(), RubyKind(), PHPKind(), DenoKind(),
    NodeFrameworkKind(), SinglePageKind(), NodeKind(), DockerKind(), StaticKind(), ProcfileKind(),
  ]

  /// The plan for a project. With `settings` `nil`, the project's own roost.yml is read. `overrides` win over both. `profile` are
  /// the selectors of the node's profile, for runtimes whose version no file states; `hasContainerEngine` says whether images can
  /// be built here.
  ///
  /// Throws ``ProblemCode/usageInvalid`` for overrides, ``ProblemCode/projectUnrecognised``, ``ProblemCode/projectAmbiguous``, ``ProblemCode/projectManifestInvalid``,
  /// ``ProblemCode/projectFileRefused``, and ``ProblemCode/unsupported`` for a tool the catalogue does not have.
  package static func plan(
    for tree: ProjectTree, catalogue: Catalogue, settings: ProjectSettings? = nil, overrides: PlanOverrides = PlanOverrides(),
    profile: [RuntimeID: String] = [:], hasContainerEngine: Bool = false
  ) throws(Problem) -> Plan {
    do throws(Problem) {
      let place = try ProjectPlace(of: tree, settings: settings, overrides: overrides)
      let project = try ProjectInspection(
        place, name: tree.name, catalogue: catalogue, profile: profile, hasContainerEngine: hasContainerEngine)
      return try make(project).printable
    } catch {
      throw error.printable
    }
  }

  /// What a project says about itself, with what was said for one deployment laid over it.
  package static func settings(
    of tree: ProjectTree, overrides: PlanOverrides = PlanOverrides()
  ) throws(Problem) -> ProjectSettings {
    try ProjectPlace(of: tree, overrides: overrides).settings
  }

  private static func make(_ project: ProjectInspection) throws(Problem) -> Plan {
    let candidates = try candidates(of: project)
    let chosen = try ProjectChoice(project: project, candidates: candidates).candidate()
    var plan = Plan(
      type: chosen.type, score: chosen.score, evidence: chosen.evidence, start: .files(directory: ".", singlePage: false))
    plan.root = project.root
    plan.alternatives = candidates.filter { $0.type != chosen.type }
    for kind in kinds where kind.types.contains(chosen.type) { try kind.complete(&plan, for: project) }
    try SettingsApplication(project: project).apply(to: &plan)
    plan.decisions = PlanDecisions(project: project, chosen: chosen).of(plan)
    return plan
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

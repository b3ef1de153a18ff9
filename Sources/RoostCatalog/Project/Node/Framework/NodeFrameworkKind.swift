import RoostModel

/// A project of one of the frameworks that build a Node server: Next.js, Nuxt, Remix, React Router, TanStack Start,
/// SvelteKit, Astro.
struct NodeFrameworkKind: ProjectKind {
  let types: [ProjectType] = NodeFramework.all.map(\.type)

  func examine(_ project: ProjectInspection) throws(Problem) -> Candidate? {
    guard let package = project.package else { return nil }
    for framework in NodeFramework.all {
      guard let evidence = framework.evidence(in: package) else { continue }
      return Candidate(type: framework.type, score: framework.score, evidence: [evidence])
    }
    return nil
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    guard let package = project.package, let framework = NodeFramework.all.first(where: { [type = plan.type] in $0.type == type })
    else {
      throw .startMissing(of: project.tree.name, because: "there is no package.json")
    }
    try plan.buildNode(for: project, otherwise: "\(framework.program == "vite" ? "vite" : Self.builder(framework)) build")
    let output = try FrameworkOutput.of(framework.type, in: project)
    plan.evidence += output.evidence.filter { [known = plan.evidence] in !known.contains($0) }
    plan.build += output.copies
    plan.variables.merge(output.variables) { $1 }
    plan.warnings += output.warnings
    if let start = project.start ?? framework.ownStart(in: package) {
      return plan.startNode(by: start, for: project)
    }
    let evidence = output.evidence.first ?? Evidence(says: "\(framework.type.rawValue) is built that way")
    switch output.form {
    case .server(let line): plan.startNode(by: Stated(line, by: evidence), for: project)
    case .files(let directory, let singlePage):
      let stated = project.settings.staticDirectory?.value ?? directory
      plan.start = .files(directory: stated, singlePage: project.settings.singlePage ?? singlePage)
    }
    plan.warnings.append(
      "its pages name their files by absolute paths: use the address of its own host, not the one below /app/")
  }

  private static func builder(_ framework: NodeFramework) -> String {
    switch framework.type {
    case .remix: "remix"
    case .reactRouter: "react-router"
    default: framework.program
    }
  }
}

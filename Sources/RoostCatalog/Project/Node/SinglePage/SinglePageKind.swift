import RoostModel

/// An app of one page that is built by Vite, Create React App, Angular or Vue, and served by the gateway itself.
struct SinglePageKind: ProjectKind {
  let types: [ProjectType] = [.spa]

  func examine(_ project: ProjectInspection) throws(Problem) -> Candidate? {
    guard let (_, evidence) = SinglePageBuilder.of(project) else { return nil }
    return Candidate(type: .spa, score: ProjectScores.singlePage, evidence: evidence)
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    guard let (builder, _) = SinglePageBuilder.of(project) else {
      throw .startMissing(
        of: project.tree.name, because: "there is no scripts.build with vite, react-scripts, Angular or Vue and a page of its own"
      )
    }
    try plan.buildNode(for: project, otherwise: "\(builder.package) build")
    plan.build = [try builder.command(in: project)]
    if let start = project.start { return plan.startNode(by: start, for: project) }
    let directory: Stated<String>
    if let stated = project.settings.staticDirectory {
      directory = stated
    } else {
      directory = try builder.directory(in: project)
    }
    plan.evidence.append(directory.evidence)
    plan.start = .files(directory: directory.value, singlePage: project.settings.singlePage ?? true)
  }
}

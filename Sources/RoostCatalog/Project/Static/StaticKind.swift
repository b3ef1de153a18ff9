import RoostModel

/// Files that the gateway serves itself.
struct StaticKind: ProjectKind {
  let types: [ProjectType] = [.static]

  private static let places: [(directory: String, score: Int)] = [
    (".", ProjectScores.staticTop), ("public", ProjectScores.staticPublic), ("dist", ProjectScores.staticBuilt),
    ("build", ProjectScores.staticBuilt), ("out", ProjectScores.staticBuilt),
  ]

  func examine(_ project: ProjectInspection) -> Candidate? {
    if project.tree.contains(Staticfile.file) {
      return Candidate(
        type: .static, score: ProjectScores.staticfile, evidence: [Evidence(file: Staticfile.file, says: "is there")])
    }
    guard let place = place(in: project.tree) else { return nil }
    return Candidate(type: .static, score: place.score, evidence: [Evidence(file: index(place.directory), says: "is there")])
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    let file = try Staticfile.load(from: project.tree)
    let stated = project.settings.staticDirectory ?? file?.root
    guard let directory = stated?.value ?? place(in: project.tree)?.directory else {
      throw Problem(
        .projectUnrecognised, "which files of \(project.tree.name) are to be served is not known: there is no index.html",
        hint: "name their directory in roost.yml: static: {directory: dist}")
    }
    let isBuilt = project.settings.build != nil
    guard isBuilt || directory == "." || project.tree.directories.contains(directory) else {
      throw Problem(
        .projectManifestInvalid, "\(stated?.evidence.description ?? directory): there is no such directory",
        hint: "correct static.directory in roost.yml, or say with `build` how it is made")
    }
    plan.start = .files(directory: directory, singlePage: project.settings.singlePage ?? file?.singlePage ?? false)
    // What a build makes is looked at once it is made.
    if !isBuilt { plan.warnings += try SiteRuleFiles(directory: directory).warnings(in: project.tree) }
    if isBuilt, project.package != nil {
      try plan.require("nodejs", for: project)
      plan.dependencies = try NodeInstallation.step(for: project)
    }
  }

  private func place(in tree: ProjectTree) -> (directory: String, score: Int)? {
    StaticKind.places.first { tree.contains(index($0.directory)) }
  }

  private func index(_ directory: String) -> String { directory == "." ? "index.html" : "\(directory)/index.html" }
}

import RoostModel

/// A Node server: a `package.json` with something to start, or a script of a usual name.
struct NodeKind: ProjectKind {
  let types: [ProjectType] = [.node]

  func examine(_ project: ProjectInspection) throws(Problem) -> Candidate? {
    let start = NodeStart(project: project)
    guard let package = project.package else {
      return try start.entryFile.flatMap { (file) throws(Problem) in try lone(file, project.tree) }
    }
    if let script = package.scripts["start"] {
      return Candidate(type: .node, score: ProjectScores.nodeStart, evidence: [script.evidence])
    }
    if let file = start.entryFile {
      return Candidate(
        type: .node, score: ProjectScores.nodeMain,
        evidence: [Evidence(file: PackageManifest.file, says: "is there"), file.evidence])
    }
    return withoutStart(package, project)
  }

  /// A script without a manifest. Beside a page it is the page's, unless it listens.
  private func lone(_ script: Stated<String>, _ tree: ProjectTree) throws(Problem) -> Candidate? {
    let text = try tree.source(script.value) ?? ""
    let listens = text.contains(".listen(") && (text.contains("require(") || text.contains("import "))
    guard listens || !["index.html", "index.php"].contains(where: tree.contains) else { return nil }
    return Candidate(
      type: .node, score: listens ? ProjectScores.loneServer : ProjectScores.loneScript, evidence: [script.evidence])
  }

  private func withoutStart(_ package: PackageManifest, _ project: ProjectInspection) -> Candidate {
    if let start = project.start, !package.dependencies.isEmpty {
      return Candidate(
        type: .node, score: ProjectScores.startedElsewhere,
        evidence: [Evidence(file: PackageManifest.file, says: "has dependencies"), start.evidence])
    }
    if let build = package.scripts["build"] {
      return Candidate(
        type: .node, score: ProjectScores.nodeBuildOnly,
        evidence: [build.evidence, Evidence(file: PackageManifest.file, says: "has nothing to start")])
    }
    return Candidate(
      type: .node, score: ProjectScores.toolingOnly,
      evidence: [Evidence(file: PackageManifest.file, says: "has nothing to start: no scripts.start, no main")])
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    let start = NodeStart(project: project)
    guard let line = project.start ?? start.found else {
      throw .startMissing(
        of: project.tree.name,
        because: "package.json has neither scripts.start nor a main that exists, and there is no server.js, index.js or app.js")
    }
    try plan.buildNode(for: project, otherwise: nil)
    plan.start = .command(start.commandLine(of: line), decidedBy: line.evidence)
  }
}

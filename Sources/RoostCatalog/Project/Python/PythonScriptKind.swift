import RoostModel

/// Any other Python project: a script of a usual name.
struct PythonScriptKind: ProjectKind {
  let types: [ProjectType] = [.python]

  func examine(_ project: ProjectInspection) -> Candidate? {
    let python = project.python
    guard python.appObjects.isEmpty, AppFramework.required(by: python.requirements) == nil else { return nil }
    let script = python.script.map { Evidence(file: $0, says: "is there") }
    let manifest = python.manifest.map { Evidence(file: $0.file, says: "is there") }
    switch (manifest, script) {
    case (let manifest?, let script?):
      return Candidate(type: .python, score: ProjectScores.pythonScript, evidence: [manifest, script])
    case (let manifest?, nil):
      let score = project.start == nil ? ProjectScores.pythonManifestOnly : ProjectScores.startedElsewhere
      return Candidate(type: .python, score: score, evidence: [manifest] + (project.start.map { [$0.evidence] } ?? []))
    case (nil, let script?): return Candidate(type: .python, score: ProjectScores.loneScript, evidence: [script])
    case (nil, nil): return nil
    }
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    let additions = project.start.map { PythonServer.additions(namedBy: $0.value, in: project) } ?? []
    try plan.requirePython(for: project, additions: additions)
    if let start = project.start {
      plan.startPython(by: start)
    } else if let script = project.python.script {
      let python = plan.dependencies == nil ? "python3" : ".venv/bin/python"
      plan.start = .command("exec \(python) \(script)", decidedBy: Evidence(file: script, says: "is there"))
    } else {
      throw .startMissing(of: project.tree.name, because: "there is no app object and no main.py, app.py or server.py")
    }
    try plan.addAssets(for: project)
  }
}

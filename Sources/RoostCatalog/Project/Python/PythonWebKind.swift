import RoostModel

/// A Python web app: an app object in its sources, or a framework among its requirements.
struct PythonWebKind: ProjectKind {
  let types: [ProjectType] = [.fastapi, .flask, .asgi, .wsgi]

  func examine(_ project: ProjectInspection) -> Candidate? {
    let python = project.python
    if let object = python.appObjects.first {
      let requirement = object.framework.flatMap { python.requirements.evidence(for: $0) }
      return Candidate(
        type: object.type, score: score(object, project), evidence: [object.evidence, requirement].compactMap { $0 })
    }
    guard let framework = AppFramework.required(by: python.requirements),
      let evidence = python.requirements.first(of: framework.packages)
    else {
      return nil
    }
    let type: ProjectType =
      framework.name == "flask" ? .flask : framework.name == "fastapi" ? .fastapi : framework.interface == .asgi ? .asgi : .wsgi
    return Candidate(type: type, score: ProjectScores.frameworkWithoutObject, evidence: [evidence])
  }

  private func score(_ object: AppObject, _ project: ProjectInspection) -> Int {
    if project.python.manifest == nil { return ProjectScores.webObjectWithoutManifest }
    return object.framework == nil ? ProjectScores.genericWebObject : ProjectScores.framework
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    let server = PythonServer(for: plan.type)
    let object = project.python.object(for: [server.interface])
    if let start = project.start {
      try plan.requirePython(for: project, additions: PythonServer.additions(namedBy: start.value, in: project))
      plan.startPython(by: start)
    } else {
      guard let object else { throw noObject(plan.type, project) }
      try plan.requirePython(for: project, additions: server.additions(for: object, in: project))
      plan.start = .command(server.command(for: object), decidedBy: object.evidence)
      plan.prefixMode = server.prefixMode
      plan.addedFiles = server.addedFile(for: object).map { [$0] }
      plan.noteOthers(project.python.appObjects, than: object)
    }
    if let directory = object?.pathDirectory { plan.variables["PYTHONPATH"] = directory }
    try plan.addAssets(for: project)
  }

  private func noObject(_ type: ProjectType, _ project: ProjectInspection) -> Problem {
    .startMissing(
      of: project.tree.name,
      because:
        "no \(type.rawValue) app object was found: looked for lines such as `app = Flask(__name__)`, `app = FastAPI()` or `def create_app(` in main.py, app.py, server.py, wsgi.py, asgi.py, api.py and in packages"
    )
  }
}

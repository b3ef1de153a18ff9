import RoostModel

/// A Django project: `manage.py` with the settings it names, or beside a requirement of Django.
struct DjangoKind: ProjectKind {
  let types: [ProjectType] = [.django]

  func examine(_ project: ProjectInspection) throws(Problem) -> Candidate? {
    guard project.tree.contains("manage.py") else { return nil }
    let required = project.python.requirements.first(of: ["django"])
    let settings = try DjangoSettings.load(from: project.tree)?.module?.evidence
    let evidence = [settings, required].compactMap { $0 }
    guard !evidence.isEmpty else { return nil }
    return Candidate(
      type: .django, score: ProjectScores.django, evidence: [Evidence(file: "manage.py", says: "is there")] + evidence)
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    guard let settings = try DjangoSettings.load(from: project.tree) else {
      throw .startMissing(of: project.tree.name, because: "there is no manage.py")
    }
    let application = DjangoApplication(project: project, settings: settings)
    if let start = project.start {
      try plan.requirePython(for: project, additions: PythonServer.additions(namedBy: start.value, in: project))
      plan.startPython(by: start)
    } else {
      let object = try application.object()
      let server = PythonServer(interface: object.interface)
      try plan.requirePython(for: project, additions: server.additions(for: object, in: project))
      plan.start = .command(server.command(for: object), decidedBy: object.evidence)
      plan.prefixMode = server.prefixMode
      plan.addedFiles = server.addedFile(for: object).map { [$0] }
    }
    addSteps(to: &plan, settings, project)
    try plan.addAssets(for: project)
  }

  private func addSteps(to plan: inout Plan, _ settings: DjangoSettings, _ project: ProjectInspection) {
    let python = plan.dependencies == nil ? "python3" : ".venv/bin/python"
    if !settings.hasNoDatabase, project.start?.value.contains("manage.py migrate") != true {
      plan.release = ["\(python) manage.py migrate --noinput"]
    }
    guard settings.usesStaticFiles, let root = settings.staticRoot else { return }
    plan.evidence.append(root.evidence)
    plan.build = ["\(python) manage.py collectstatic --noinput"]
    let servesItself = project.python.requirements.first(of: ["whitenoise", "dj-static"]) != nil
    if !servesItself, let directory = root.value {
      plan.statics = [StaticMount(path: settings.staticPath, directory: directory)]
    }
  }
}

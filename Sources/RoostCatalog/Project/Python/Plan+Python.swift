import RoostModel

extension Plan {
  /// Python itself, the tool that installs, and what is installed. `addition` is a package the project does not require.
  mutating func requirePython(for project: ProjectInspection, addition: String?) throws(Problem) {
    if let misspelled = project.python.misspelled {
      throw Problem(
        .projectManifestInvalid, "'\(misspelled)' is not read: the file with the requirements is named requirements.txt",
        hint: "mv '\(misspelled)' requirements.txt")
    }
    try require("python", for: project)
    let stated = project.settings.install == nil ? addition : nil
    dependencies = try PythonInstallation(project: project, addition: stated).step()
    if dependencies?.tool == "uv" { try require("uv", for: project) }
    if let stated {
      warnings.append("\(stated) is not among the project's requirements: Roost installs its newest version; list it to choose one")
    }
    if project.python.manifest == nil, let framework = project.python.appObjects.first?.framework {
      warnings.append("\(framework) is used, but no requirements.txt says so; write one: echo \(framework) > requirements.txt")
    }
    variables["PYTHONUNBUFFERED"] = "1"
    variables["PYTHONFAULTHANDLER"] = "1"
  }

  /// App objects that were found and not chosen.
  mutating func noteOthers(_ objects: [AppObject], than chosen: AppObject) {
    for object in objects where object != chosen && !object.isFactory {
      evidence.append(Evidence(file: object.evidence.file, line: object.evidence.line, says: "\(object.evidence.says) (not chosen)"))
    }
  }

  /// A `package.json` beside another language builds its assets first.
  mutating func addAssets(for project: ProjectInspection) throws(Problem) {
    guard let script = project.package?.scripts["build"] else { return }
    try require("nodejs", for: project)
    let install = try NodeInstallation.step(for: project).map { [$0.command] } ?? []
    build = install + ["npm run build"] + build
    evidence.append(script.evidence)
  }
}

import RoostModel

extension Plan {
  /// Python itself, the tool that installs, and what is installed. `additions` are packages the project does not require.
  mutating func requirePython(for project: ProjectInspection, additions: [String]) throws(Problem) {
    if let misspelled = project.python.misspelled {
      throw Problem(
        .projectManifestInvalid, "'\(misspelled)' is not read: the file with the requirements is named requirements.txt",
        hint: "mv \(ShellCommand.quoted(misspelled)) requirements.txt")
    }
    try require("python", for: project)
    let added = project.settings.install == nil ? additions : []
    dependencies = try PythonInstallation(project: project, additions: added).step()
    if dependencies?.tool == "uv" { try require("uv", for: project) }
    for name in added {
      warnings.append("\(name) is not among the project's requirements: Roost installs its newest version; list it to choose one")
    }
    variables["PYTHONUNBUFFERED"] = "1"
    variables["PYTHONFAULTHANDLER"] = "1"
  }

  /// A command line that somebody wrote. Of the servers it may name, only gunicorn takes the prefix from a header.
  mutating func startPython(by start: Stated<String>) {
    self.start = .command(ShellCommand(start.value).replacingShell(withProgramsIn: ".venv/bin"), decidedBy: start.evidence)
    prefixMode = start.value.contains("gunicorn") ? .scriptName : .strip
  }

  /// The first app objects that were found and not chosen.
  mutating func noteOthers(_ objects: [AppObject], than chosen: AppObject) {
    for object in objects.filter({ $0 != chosen && !$0.isFactory }).prefix(5) {
      evidence.append(
        Evidence(file: object.evidence.file, line: object.evidence.line, says: "\(object.evidence.says) (not chosen)"))
    }
  }
}

import RoostModel

/// Installs what a Python project requires into `.venv`.
struct PythonInstallation {
  static let directory = ".venv"
  private static let pip = ".venv/bin/pip install --disable-pip-version-check"

  let project: ProjectInspection
  /// Packages that are needed and that the project does not require.
  let additions: [String]

  /// `nil` when there is nothing to install. Throws ``ProblemCode/unsupported`` for a manifest that only another tool
  /// reads, unless the project says itself how to install.
  func step() throws(Problem) -> DependencyStep? {
    guard let manifest = project.python.manifest else {
      return additions.isEmpty ? nil : step("pip", installing: words(additions), inputs: [])
    }
    switch manifest {
    case .uvLock: return uv
    case .requirements: return requirements
    case .pyproject(isPackage: true), .setup: return step("pip", installing: "." + added, inputs: project.tree.files)
    case .pyproject(isPackage: false): return try listed()
    case .pipfile: return try pipfile()
    }
  }

  /// More words for the command line.
  private var added: String { additions.isEmpty ? "" : " " + words(additions) }

  private func words(_ texts: [String]) -> String { texts.map(ShellCommand.quoted).joined(separator: " ") }

  private func step(_ tool: String, installing what: String, inputs: [String]) -> DependencyStep {
    DependencyStep(
      tool: tool, command: "python3 -m venv .venv && \(PythonInstallation.pip) \(what)", directory: PythonInstallation.directory,
      inputs: inputs)
  }

  private var requirements: DependencyStep {
    let requirements = project.python.requirements
    let inputs = requirements.includesProject ? project.tree.files : requirements.files
    // With hashes, pip takes nothing in the same run that has none.
    let added = requirements.hasHashes && !additions.isEmpty ? " && \(PythonInstallation.pip)\(added)" : added
    return step("pip", installing: "-r requirements.txt" + added, inputs: inputs)
  }

  /// The project itself is linked, not copied, so only the lock decides.
  private var uv: DependencyStep {
    let more = additions.isEmpty ? "" : " && uv pip install" + added
    return DependencyStep(
      tool: "uv", command: "uv sync --locked --no-dev\(more)", directory: PythonInstallation.directory,
      inputs: ["pyproject.toml", "uv.lock", ".python-version"].filter { project.tree.contains($0) })
  }

  /// Without a build system the project is no package: what it lists is installed, not itself.
  private func listed() throws(Problem) -> DependencyStep? {
    let listed = project.python.requirements.specifiers + additions
    guard project.python.requirements.specifiers.isEmpty == project.python.requirements.packages.isEmpty else {
      return try needs("poetry", "poetry.lock", "poetry install --only main --no-root")
    }
    return listed.isEmpty ? nil : step("pip", installing: words(listed), inputs: ["pyproject.toml"])
  }

  private func pipfile() throws(Problem) -> DependencyStep? {
    try needs("pipenv", "Pipfile", "pipenv install --deploy")
  }

  private func needs(_ tool: String, _ file: String, _ command: String) throws(Problem) -> DependencyStep {
    guard project.settings.install == nil else {
      return DependencyStep(
        tool: tool, command: "", directory: PythonInstallation.directory,
        inputs: [file, "Pipfile.lock", "pyproject.toml"].filter { project.tree.contains($0) })
    }
    throw .toolUnsupported(
      tool, because: Evidence(file: file, says: "is there, and no requirements.txt"),
      instead: "python3 -m venv .venv && .venv/bin/pip install \(tool) && .venv/bin/\(command)")
  }
}

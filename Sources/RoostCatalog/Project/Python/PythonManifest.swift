import RoostModel

/// The file that says what a Python project needs; of several the one named first here.
enum PythonManifest: Equatable, Sendable {
  /// `uv.lock` beside a `pyproject.toml`.
  case uvLock
  case requirements
  /// A `pyproject.toml` that describes a project; with a build system it is a package that can be installed.
  case pyproject(isPackage: Bool)
  case setup
  case pipfile

  static func find(in tree: ProjectTree) throws(Problem) -> PythonManifest? {
    let pyproject = try PythonManifest.pyproject(tree)
    if tree.contains("uv.lock"), pyproject != nil { return .uvLock }
    if tree.contains("requirements.txt") { return .requirements }
    if let pyproject { return pyproject }
    if tree.contains("setup.py") { return .setup }
    return tree.contains("Pipfile") ? .pipfile : nil
  }

  /// `nil` for a file that only configures tools.
  private static func pyproject(_ tree: ProjectTree) throws(Problem) -> PythonManifest? {
    guard let document = try TOMLDocument.read("pyproject.toml", in: tree) else { return nil }
    let isPackage = document["build-system"] != nil
    guard isPackage || document["project"] != nil || document.at("tool.poetry.dependencies") != nil else { return nil }
    return .pyproject(isPackage: isPackage)
  }

  var file: String {
    switch self {
    case .uvLock: "uv.lock"
    case .requirements: "requirements.txt"
    case .pyproject: "pyproject.toml"
    case .setup: "setup.py"
    case .pipfile: "Pipfile"
    }
  }
}

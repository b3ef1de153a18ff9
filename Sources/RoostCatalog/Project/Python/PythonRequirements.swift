import RoostModel

/// The packages a Python project requires, by normalised name, with the line that says so.
struct PythonRequirements: Equatable, Sendable {
  private(set) var packages: [String: Evidence] = [:]
  /// The same as pip takes them, in the order they were written.
  private(set) var specifiers: [String] = []
  /// Files they were read from: their content decides what is installed.
  private(set) var files: [String] = []
  /// Whether the project itself is among them (`-e .`), so that every file of it decides.
  private(set) var includesProject = false
  /// Whether a requirement states the hash of its file: then all must.
  private(set) var hasHashes = false

  static func read(of manifest: PythonManifest?, in tree: ProjectTree) throws(Problem) -> PythonRequirements {
    var requirements = PythonRequirements()
    switch manifest {
    case nil, .setup: break
    case .requirements: try requirements.addFile("requirements.txt", in: tree, depth: 0)
    case .uvLock, .pyproject: try requirements.addProject(in: tree)
    case .pipfile: try requirements.addPipfile(in: tree)
    }
    return requirements
  }

  func evidence(for name: String) -> Evidence? { packages[name] }

  /// The first of these that is required.
  func first(of names: [String]) -> Evidence? { names.lazy.compactMap { packages[$0] }.first }

  /// PEP 503: lower case, with runs of `-`, `_` and `.` as one `-`.
  static func normalized(_ name: some StringProtocol) -> String {
    name.lowercased().split { "-_.".contains($0) }.joined(separator: "-")
  }

  /// A requirements file and the ones it names with `-r` and `-c`.
  private mutating func addFile(_ file: String, in tree: ProjectTree, depth: Int) throws(Problem) {
    guard !files.contains(file) else { return }
    guard depth <= 8, files.count < 32 else {
      throw .projectFileUnreadable(file, "too many requirements files include each other")
    }
    files.append(file)
    guard let text = try tree.text(file) else { return }
    for (number, line) in RequirementLine.lines(of: text) {
      switch line {
      case .package(let name, let specifier):
        add(name, specifier, Evidence(file: file, line: number, says: "requires \(specifier.prefix(80))"))
      case .include(let path): try addFile(try resolve(path, from: file, number, tree), in: tree, depth: depth + 1)
      case .project: includesProject = true
      case .other: break
      }
    }
  }

  private func resolve(_ path: String, from file: String, _ line: Int, _ tree: ProjectTree) throws(Problem) -> String {
    let directory = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? ""
    guard let resolved = RelativePath.resolve(path, in: directory), tree.contains(resolved) || tree.others.contains(resolved)
    else {
      throw Problem(
        .projectManifestInvalid, "\(file):\(line): it includes '\(path.prefix(80))', which is not a file of the project",
        hint: "add that file or remove line \(line) of \(file)")
    }
    return resolved
  }

  private mutating func addProject(in tree: ProjectTree) throws(Problem) {
    let file = "pyproject.toml"
    guard let document = try TOMLDocument.read(file, in: tree) else { return }
    files.append(file)
    for node in document.at("project.dependencies")?.elements ?? [] {
      guard let text = node.text, let name = RequirementLine.name(of: text) else { continue }
      add(name, text, Evidence(file: file, line: node.position.line, says: "requires \(text.prefix(80))"))
    }
    addNames(document.at("tool.poetry.dependencies"), file)
  }

  private mutating func addPipfile(in tree: ProjectTree) throws(Problem) {
    guard let document = try TOMLDocument.read("Pipfile", in: tree) else { return }
    addNames(document["packages"], "Pipfile")
  }

  private mutating func addNames(_ table: DocumentNode?, _ file: String) {
    for member in table?.members ?? [] where member.key != "python" {
      packages[Self.normalized(member.key)] = Evidence(
        file: file, line: member.keyPosition.line, says: "requires \(member.key.prefix(80))")
    }
  }

  private mutating func add(_ name: String, _ specifier: String, _ evidence: Evidence) {
    packages[name] = packages[name] ?? evidence
    // These extras bring the server along.
    if name == "fastapi", specifier.contains("[standard") || specifier.contains("[all") { packages["uvicorn"] = evidence }
    hasHashes = hasHashes || specifier.contains("--hash")
    specifiers.append(specifier.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}

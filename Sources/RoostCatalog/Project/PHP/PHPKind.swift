import RoostModel

/// A PHP app: a `composer.json` or an `index.php`, served by PHP's own server.
struct PHPKind: ProjectKind {
  let types: [ProjectType] = [.php]

  /// Directories that hold what browsers may ask for, the most cautious first.
  private static let places = ["public", "web", "htdocs", "www", "."]

  func examine(_ project: ProjectInspection) throws(Problem) -> Candidate? {
    let index = place(in: project.tree).map { Evidence(file: Self.index($0), says: "is there") }
    guard let composer = try ComposerManifest.load(from: project.tree) else {
      return index.map { Candidate(type: .php, score: ProjectScores.phpIndex, evidence: [$0]) }
    }
    let manifest = Evidence(file: ComposerManifest.file, says: "is there")
    let evidence = [manifest] + [index, composer.packages.first?.evidence].compactMap { $0 }
    if index != nil { return Candidate(type: .php, score: ProjectScores.phpManifest, evidence: evidence) }
    guard let start = project.start else {
      return Candidate(type: .php, score: ProjectScores.library, evidence: evidence + [Evidence(says: "there is no index.php")])
    }
    return Candidate(type: .php, score: ProjectScores.startedElsewhere, evidence: evidence + [start.evidence])
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    let composer = try ComposerManifest.load(from: project.tree)
    let line = try start(project, &plan)
    if project.start == nil, place(in: project.tree) == "." {
      plan.warnings.append(
        "what lies at the top can be asked for, but for dotfiles, manifests and databases: put what browsers may have into public/"
      )
    }
    try plan.require("php", for: project)
    try checkPackages(composer, project)
    plan.variables["PHP_CLI_SERVER_WORKERS"] = "4"
    plan.start = .command(ShellCommand(line.value).replacingShell, decidedBy: line.evidence)
    try plan.addAssets(for: project)
  }

  private func start(_ project: ProjectInspection, _ plan: inout Plan) throws(Problem) -> Stated<String> {
    if let start = project.start { return start }
    guard let place = place(in: project.tree) else {
      throw .startMissing(of: project.tree.name, because: "there is no index.php, neither at the top nor in public/")
    }
    let index = Self.index(place)
    plan.addedFiles = [PHPRouter.file]
    let serve = "php \(Self.sessionSettings) -S 127.0.0.1:$PORT -t \(place) \(PHPRouter.file.path)"
    return Stated("mkdir -p \(Self.sessions) && exec \(serve)", by: Evidence(file: index, says: "is there"))
  }

  /// Among the app's data, so that a deployment logs nobody out.
  private static let sessions = "\"$ROOST_DATA_DIR/sessions\""
  private static let sessionSettings = "-d session.save_path=\(sessions) -d session.gc_probability=1"

  /// Composer is no runtime of the catalogue: packages come along in `vendor`, or the project says how to get them.
  private func checkPackages(_ composer: ComposerManifest?, _ project: ProjectInspection) throws(Problem) {
    guard let package = composer?.packages.first, project.settings.install == nil,
      !project.tree.directories.contains("vendor")
    else { return }
    throw Problem(
      .unsupported, "this project is installed with composer (\(package.evidence)), which is not in the catalogue yet",
      hint: "take the packages along: composer install --no-dev, then deploy with the directory vendor")
  }

  private func place(in tree: ProjectTree) -> String? { Self.places.first { tree.contains(Self.index($0)) } }

  private static func index(_ place: String) -> String { place == "." ? "index.php" : "\(place)/index.php" }
}

import RoostModel

/// What is known of a project before its type is: its files, its manifests and its own settings. Read once.
struct ProjectInspection: Sendable {
  let tree: ProjectTree
  /// What was handed over, as it was named.
  let name: String
  /// The project inside what was handed over; `nil` for the top.
  let root: String?
  let rootEvidence: Evidence?
  let catalogue: Catalogue
  let settings: ProjectSettings
  let package: PackageManifest?
  let procfile: Procfile?
  let python: PythonProject
  let appManifest: AppManifest?
  /// What the node's profile asks for, by runtime.
  let profile: [RuntimeID: String]
  /// Whether a container engine can build images here.
  let hasContainerEngine: Bool

  init(
    _ place: ProjectPlace, name: String, catalogue: Catalogue, profile: [RuntimeID: String] = [:],
    hasContainerEngine: Bool = false
  ) throws(Problem) {
    tree = place.tree
    self.name = name
    root = place.root
    rootEvidence = place.evidence
    settings = place.settings
    self.profile = profile
    self.hasContainerEngine = hasContainerEngine
    self.catalogue = catalogue
    package = try PackageManifest.load(from: tree)
    procfile = try Procfile.load(from: tree)
    appManifest = try AppManifest.load(from: tree)
    python = try PythonProject(tree)
  }

  /// The command line somebody wrote down, which wins over any that is found.
  var start: Stated<String>? { settings.start ?? procfile?.web }

  /// What the project's files, the node's profile and the catalogue come to for a runtime.
  func decision(on entry: CatalogueEntry) throws(Problem) -> VersionDecision {
    VersionDecision(try VersionStatements(of: entry, in: tree), profile: profile[entry.id])
  }
}

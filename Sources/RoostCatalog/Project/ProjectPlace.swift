import RoostModel

/// Where in what was handed over the project is, and what is stated about it.
struct ProjectPlace {
  /// The project's own.
  let tree: ProjectTree
  let settings: ProjectSettings
  /// The project inside what was handed over; `nil` for the top.
  let root: String?
  /// What decided it; `nil` for the top.
  let evidence: Evidence?

  /// With `settings` `nil`, the project's own roost.yml is read.
  init(of tree: ProjectTree, settings given: ProjectSettings? = nil, overrides: PlanOverrides) throws(Problem) {
    let folder = SingleFolder.name(in: tree)
    let whole = if let folder { try tree.subtree(folder) } else { tree }
    var settings: ProjectSettings
    if let root = overrides.root {
      let path = try ProjectSettings.directory(ofOverride: root)
      let part = try ProjectPlace.part(path, of: whole)
      settings = if let given { given } else { try ProjectPlace.stated([part, whole]) }
    } else {
      settings = if let given { given } else { try ProjectPlace.stated([whole]) }
    }
    try settings.lay(overrides)
    let stated = settings.root == "." ? nil : settings.root
    let parts = [folder, stated].compactMap { $0 }
    root = parts.isEmpty ? nil : parts.joined(separator: "/")
    let nested = folder.map { Evidence(says: "everything lies in the directory '\($0)'") }
    evidence = stated == nil ? nested : settings.decisions["root"] ?? nested
    self.tree = if let stated { try whole.subtree(stated) } else { whole }
    self.settings = settings
  }

  /// What the first of these says that says anything.
  private static func stated(_ trees: [ProjectTree]) throws(Problem) -> ProjectSettings {
    for tree in trees {
      if let settings = try ProjectSettings.load(from: tree) { return settings }
    }
    return ProjectSettings()
  }

  private static func part(_ path: String, of tree: ProjectTree) throws(Problem) -> ProjectTree {
    if path == "." { return tree }
    guard tree.directories.contains(path) else {
      throw Problem(
        .projectNotFound, "\(tree.name) has no directory '\(path)'", hint: "name another one with --root, or leave it out")
    }
    return try tree.subtree(path)
  }
}

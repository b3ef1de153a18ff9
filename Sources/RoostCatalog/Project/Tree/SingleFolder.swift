/// A project that lies in a folder of its own, as archives of repositories have it.
enum SingleFolder {
  /// What tools leave beside it.
  private static let ignoredFiles: Set<String> = [".DS_Store", "Thumbs.db", "desktop.ini", "pax_global_header"]
  private static let ignoredDirectories: Set<String> = [".git", ".hg", ".svn", "__MACOSX", ".idea", ".vscode"]

  /// Names that say what is in a folder of a project, not which project it is.
  private static let parts: Set<String> = [
    "public", "dist", "build", "out", "src", "app", "lib", "cmd", "bin", "static", "supabase", "web", "www", "htdocs", "api",
    "functions",
  ]

  /// Files that only the top of a project has.
  private static let manifests: Set<String> = [
    "package.json", "requirements.txt", "pyproject.toml", "Pipfile", "setup.py", "manage.py", "go.mod", "Cargo.toml", "Gemfile",
    "composer.json", "deno.json", "deno.jsonc", "Procfile", "Staticfile", "roost.yml", "roost.yaml", "Dockerfile",
    "Containerfile", "app.json",
  ]

  /// The folder, when there is nothing beside it that counts; `nil` when the top is the project.
  static func name(in tree: ProjectTree) -> String? {
    guard tree.names(in: "").allSatisfy(ignoredFiles.contains), !tree.others.contains(where: isAtTop) else { return nil }
    let folders = tree.directories.filter { isAtTop($0) && !ignoredDirectories.contains($0) }
    guard folders.count == 1, let folder = folders.first, !folder.hasPrefix("."), RelativePath.normalized(folder) == folder,
      !ProjectTree.ignoredDirectories.contains(folder)
    else { return nil }
    let isPart = parts.contains(folder) && !tree.names(in: folder).contains(where: manifests.contains)
    return isPart ? nil : folder
  }

  private static func isAtTop(_ path: String) -> Bool { !path.contains("/") }
}

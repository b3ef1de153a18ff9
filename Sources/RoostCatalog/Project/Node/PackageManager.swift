import RoostModel

/// The program that installs a Node project's packages.
enum PackageManager: String, CaseIterable, Sendable {
  case npm, pnpm, yarn, bun

  /// The one a project is made for: its `packageManager` field, else its lock file, else npm.
  static func of(_ project: ProjectInspection) -> Stated<PackageManager> {
    if let field = project.package?.packageManager {
      let name = String(field.value.prefix { $0 != "@" })
      if let manager = PackageManager(rawValue: name) { return Stated(manager, by: field.evidence) }
    }
    for (file, manager) in lockFiles where project.tree.contains(file) {
      return Stated(manager, by: Evidence(file: file, says: "is \(manager.rawValue)'s lock file"))
    }
    return Stated(.npm, by: Evidence(says: "npm comes with Node"))
  }

  static let npmLockFiles = ["package-lock.json", "npm-shrinkwrap.json"]

  private static let lockFiles: [(String, PackageManager)] =
    [("pnpm-lock.yaml", .pnpm), ("bun.lock", .bun), ("bun.lockb", .bun), ("yarn.lock", .yarn)] + npmLockFiles.map { ($0, .npm) }

  /// What a user may write into roost.yml until the program is a runtime of its own.
  var replacement: String {
    switch self {
    case .npm: "npm install"
    case .pnpm, .yarn: "corepack \(rawValue) install"
    case .bun: "npm install"
    }
  }
}

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

  /// What installs a project's packages into `node_modules`, those for development too: builds need them, and
  /// `NODE_ENV=production` would leave them out. With a lock file, exactly what it says.
  func command(hasLock: Bool, isModernYarn: Bool) -> String {
    switch self {
    case .npm: (hasLock ? "npm ci" : "npm install") + " --include=dev --no-audit --no-fund"
    case .pnpm: "pnpm install --prod=false " + (hasLock ? "--frozen-lockfile" : "--no-frozen-lockfile")
    case .yarn where isModernYarn:
      // Everything it keeps goes where the packages go.
      "YARN_NODE_LINKER=node-modules YARN_ENABLE_GLOBAL_CACHE=true "
        + "YARN_INSTALL_STATE_PATH=node_modules/.yarn-install-state.gz yarn install" + (hasLock ? " --immutable" : "")
    case .yarn: "yarn install --non-interactive --production=false" + (hasLock ? " --frozen-lockfile" : "")
    case .bun: "bun install" + (hasLock ? " --frozen-lockfile" : "")
    }
  }

  func hasLock(in tree: ProjectTree) -> Bool {
    Self.lockFiles.contains { $0.1 == self && tree.contains($0.0) }
  }

  /// What a user may write into roost.yml where the program is no runtime of the catalogue.
  var replacement: String {
    switch self {
    case .npm: "npm install"
    case .pnpm, .yarn: "corepack \(rawValue) install"
    case .bun: "npm install"
    }
  }
}

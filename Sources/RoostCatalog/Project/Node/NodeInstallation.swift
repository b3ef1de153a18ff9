import RoostModel

/// Installs the packages of a `package.json`.
enum NodeInstallation {
  static let directory = "node_modules"

  /// Development packages come too: builds need them, and `NODE_ENV=production` would leave them out.
  private static let options = "--include=dev --no-audit --no-fund"

  /// `nil` when there is nothing to install. Throws ``ProblemCode/unsupported`` for another tool than npm, unless the
  /// project says itself how to install.
  static func step(for project: ProjectInspection) throws(Problem) -> DependencyStep? {
    guard let package = project.package, package.hasDependencies else { return nil }
    let manager = PackageManager.of(project)
    guard manager.value == .npm || project.settings.install != nil else {
      throw .toolUnsupported(manager.value.rawValue, because: manager.evidence, instead: manager.value.replacement)
    }
    let hasLock = PackageManager.npmLockFiles.contains { project.tree.contains($0) }
    return DependencyStep(
      tool: manager.value.rawValue, command: hasLock ? "npm ci \(options)" : "npm install \(options)", directory: directory,
      inputs: inputs.filter { project.tree.contains($0) })
  }

  /// What decides the result, together with Node itself.
  private static let inputs =
    [PackageManifest.file, ".npmrc", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "yarn.lock", ".yarnrc.yml"]
    + PackageManager.npmLockFiles
}

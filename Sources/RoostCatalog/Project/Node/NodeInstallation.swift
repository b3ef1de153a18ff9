import RoostModel

/// Installs the packages of a `package.json`.
enum NodeInstallation {
  static let directory = "node_modules"

  /// `nil` when there is nothing to install. Throws ``ProblemCode/unsupported`` for a tool that is no runtime of the
  /// catalogue, unless the project says itself how to install.
  static func step(for project: ProjectInspection) throws(Problem) -> DependencyStep? {
    guard let package = project.package, package.hasDependencies else { return nil }
    let manager = PackageManager.of(project)
    guard manager.value == .npm || project.settings.install != nil || runtime(of: manager.value, in: project) != nil else {
      throw .toolUnsupported(manager.value.rawValue, because: manager.evidence, instead: manager.value.replacement)
    }
    let command = manager.value.command(hasLock: manager.value.hasLock(in: project.tree), isModernYarn: isModernYarn(project))
    return DependencyStep(
      tool: manager.value.rawValue, command: command, directory: directory, inputs: inputs.filter { project.tree.contains($0) })
  }

  /// The runtime that installs, beside Node; `nil` for npm, and when the project installs itself.
  static func runtime(for project: ProjectInspection) -> String? {
    guard project.package?.hasDependencies == true, project.settings.install == nil else { return nil }
    return runtime(of: PackageManager.of(project).value, in: project)
  }

  private static func runtime(of manager: PackageManager, in project: ProjectInspection) -> String? {
    guard manager != .npm else { return nil }
    return project.catalogue.entry(named: manager.rawValue)?.id.text
  }

  /// From its second version on, Yarn has other options. It is known by the version that is asked for, or by its settings.
  private static func isModernYarn(_ project: ProjectInspection) -> Bool {
    if let version = project.package?.packageManager?.value.split(separator: "@").dropFirst().first {
      return !version.hasPrefix("1.") && !version.hasPrefix("0.")
    }
    return project.tree.contains(".yarnrc.yml")
  }

  /// What decides the result, together with Node itself.
  private static let inputs =
    [
      PackageManifest.file, ".npmrc", "pnpm-lock.yaml", "pnpm-workspace.yaml", "bun.lock", "bun.lockb", "yarn.lock",
      ".yarnrc.yml",
    ] + PackageManager.npmLockFiles
}

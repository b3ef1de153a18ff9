import RoostModel

extension Plan {
  /// A `package.json` beside another language builds its assets first.
  mutating func addAssets(for project: ProjectInspection) throws(Problem) {
    guard let script = project.package?.scripts["build"] else { return }
    try require("nodejs", for: project)
    let install = try NodeInstallation.step(for: project).map { [$0.command] } ?? []
    if let tool = NodeInstallation.runtime(for: project) { try require(tool, for: project) }
    build = install + ["npm run build"] + build
    evidence.append(script.evidence)
  }
}

import RoostCatalog
import RoostEnvironments
import RoostInstaller
import RoostModel
import RoostSystem
import SystemPackage

extension AppServices {
  /// What to do with a project's directory. Reads files, starts nothing.
  func plan(_ project: FilePath, for request: DeployRequest) async throws(Problem) -> Plan {
    let catalogue = catalogue
    let profile = try await installer.profileSelectors()
    let tree = try await BlockingWork.run { () throws(Problem) in
      try ProjectTree(reading: project, name: request.directory)
    }
    let hasEngine = tree.asksForContainerEngine ? await images?.isUsable() ?? false : false
    return try await BlockingWork.run { () throws(Problem) in
      try ProjectDetector.plan(
        for: tree, catalogue: catalogue, overrides: request.overrides ?? PlanOverrides(), profile: profile,
        hasContainerEngine: hasEngine)
    }
  }

  /// The name asked for, else the one in `roost.yml`, else the directory's own.
  func appName(for request: DeployRequest, _ directory: FilePath) async throws(Problem) -> AppName {
    if let name = request.name { return try AppName(name) }
    let named = try await BlockingWork.run { () throws(Problem) in
      try ProjectDetector.settings(of: try ProjectTree(reading: directory), overrides: request.overrides ?? PlanOverrides()).name
    }
    if let named { return named }
    return try AppName(directory.lastComponent?.string ?? "")
  }
}

import RoostCatalog
import RoostEnvironments
import RoostInstaller
import RoostModel
import RoostSources
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

  /// The name asked for, else the one in `roost.yml`, else that of the archive, the repository or the directory.
  func appName(for request: DeployRequest, _ fetched: FetchedSource) async throws(Problem) -> AppName {
    if let name = request.name { return try AppName(name) }
    let directory = fetched.directory
    let named = try await BlockingWork.run { () throws(Problem) in
      try ProjectDetector.settings(of: try ProjectTree(reading: directory), overrides: request.overrides ?? PlanOverrides()).name
    }
    if let named { return named }
    if let name = fetched.name {
      if let name = SourceText.appName(from: name) { return name }
      throw Problem(
        .appNameInvalid, "\(fetched.record.place) gives no name for an app", hint: "name it: roost deploy ... --name shop")
    }
    return try AppName(directory.lastComponent?.string ?? "")
  }
}

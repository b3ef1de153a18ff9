import RoostCatalog
import RoostInstaller
import RoostModel
import RoostSystem
import SystemPackage

extension AppServices {
  /// What to do with a project's directory. Reads files, starts nothing.
  func plan(_ project: FilePath) async throws(Problem) -> Plan {
    let catalogue = catalogue
    let profile = try await installer.profileSelectors()
    return try await BlockingWork.run { () throws(Problem) in
      try ProjectDetector.plan(for: try ProjectTree(reading: project), catalogue: catalogue, profile: profile)
    }
  }

  /// The name asked for, else the one in `roost.yml`, else the directory's own.
  func appName(for request: DeployRequest, _ directory: FilePath) async throws(Problem) -> AppName {
    if let name = request.name { return try AppName(name) }
    let named = try await BlockingWork.run { () throws(Problem) in
      try ProjectSettings.load(from: try ProjectTree(reading: directory))?.name
    }
    if let named { return named }
    return try AppName(directory.lastComponent?.string ?? "")
  }
}

import RoostCatalog
import RoostDaemon
import RoostModel
import SystemPackage

/// The plan of a project, made in this process: no daemon, no network; with a Dockerfile a container engine is asked whether it is there.
enum OfflinePlan {
  /// Where an administrator puts catalogue entries of their own.
  static let extraCatalogue: FilePath = "/etc/roost/catalogue.d"

  static func make(of directory: String, overrides: PlanOverrides) async throws(Problem) -> Plan {
    let catalogue = try Catalogue.load(extraDirectory: extraCatalogue)
    let tree = try ProjectTree(reading: FilePath(directory))
    let hasEngine = tree.asksForContainerEngine ? await ContainerEngineLook.findsOne() : false
    return try ProjectDetector.plan(
      for: tree, catalogue: catalogue, overrides: overrides, hasContainerEngine: hasEngine)
  }

  /// What it would be deployed as: the name in `roost.yml`, else the directory's own, if it can be one.
  static func name(of directory: String, overrides: PlanOverrides) throws(Problem) -> AppName? {
    let tree = try ProjectTree(reading: FilePath(directory))
    if let name = try ProjectDetector.settings(of: tree, overrides: overrides).name { return name }
    do throws(Problem) {
      return try AppName(ProjectDirectory.name(of: directory))
    } catch {
      return nil
    }
  }
}

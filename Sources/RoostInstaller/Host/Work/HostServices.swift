import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// The services a runtime's packages bring: enabled and started only when that was asked for.
struct HostServices: Sendable {
  let scope: HostScope
  let progress: ProgressSink

  /// Nothing that goes wrong here undoes the installation: it is told.
  func settle(_ entry: CatalogueEntry) async throws(Problem) {
    for unit in entry.host?.services ?? [] where isThere(unit) {
      let wanted = scope.options.startsServices
      progress(.stage("service", detail: wanted ? "\(unit) is enabled" : "\(unit) is there, neither enabled nor started"))
      try await systemctl([wanted ? "enable" : "disable", unit])
      guard wanted else { continue }
      if scope.root.isThisMachine, DirectoryCreation.isDirectory("/run/systemd/system") {
        try await systemctl(["start", unit])
      } else {
        progress(.warning("no systemd runs here: \(unit) was not started"))
      }
    }
  }

  private func isThere(_ unit: String) -> Bool {
    let hasTool = HostProgram.find("systemctl", in: scope.root, searchPath: HostRoot.searchPath) != nil
    return hasTool
      && ["usr/lib/systemd/system", "lib/systemd/system"].contains { SmallLook.exists(scope.root.outside("\($0)/\(unit)")) }
  }

  private func systemctl(_ arguments: [String]) async throws(Problem) {
    let command = scope.root.command("systemctl", ["--quiet"] + arguments)
    let result = try await command.run()
    if !result.succeeded { progress(.warning(command.failure(result).message)) }
  }
}

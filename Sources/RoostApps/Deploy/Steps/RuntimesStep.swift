import RoostCatalog
import RoostInstaller
import RoostModel
import RoostStore

extension DeployStep {
  /// Finds the layers the plan needs. What is missing is installed only when the request allows it.
  static let runtimes = DeployStep(name: "runtimes") { (context) async throws(Problem) in
    let specifiers = try await context.stackSpecifiers()
    guard !specifiers.isEmpty else { return }
    context.progress(.stage("runtimes", detail: specifiers.joined(separator: ", ")))
    let installer = context.services.installer
    let resolved = try await installer.resolve(specifiers)
    let missing = resolved.compactMap(\.missing)
    if missing.isEmpty {
      context.runtimes = resolved.compactMap(\.layer)
    } else {
      guard context.request.installsRuntimes else { throw Problem.runtimesMissing(missing) }
      defer { context.services.layerChanges.happened() }
      context.runtimes = try await installer.install(
        specifiers, apps: context.services.layerUsers, progress: context.progress)
    }
  }
}

extension DeployContext {
  /// What goes into the stack, as the installer takes it.
  fileprivate func stackSpecifiers() async throws(Problem) -> [String] {
    let plan = try madePlan
    guard plan.needsStack, !plan.runtimes.isEmpty else { return plan.neededSpecifiers }
    let lock = try await versionLock()
    var specifiers: [String] = []
    for requirement in plan.runtimes { specifiers.append(try lock.specifier(for: requirement, in: services.catalogue)) }
    return specifiers
  }

  /// Holds nothing when the user wants the newest that fits, or when there is no live release.
  private func versionLock() async throws(Problem) -> VersionLock {
    guard request.upgradesRuntimes != true, let live = app.liveRelease,
      let record = try await services.store.release(live, of: app.id)
    else { return VersionLock([]) }
    return VersionLock(try await services.installer.store.scan().layers.filter { record.runtimeLayers.contains($0.name) })
  }
}

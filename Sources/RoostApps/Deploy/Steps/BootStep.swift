import RoostEnvironments
import RoostModel
import RoostStore

extension DeployStep {
  /// Starts the new release beside the old one. A static site has nothing to start.
  static let boot = DeployStep(name: "boot") { (context) async throws(Problem) in
    context.release.runtimeLayers = context.runtimes.map(\.name)
    context.release.appLayers = context.appLayers
    try await context.services.store.update(context.release)
    let plan = try context.madePlan
    guard case .command(let line, _) = plan.start else { return }
    if plan.isExclusive == true {
      context.progress(.stage("boot", detail: "requests wait while the old release ends"))
      await context.makesRoom()
    }
    context.progress(.stage("boot", detail: line))
    context.run = try await Launcher(services: context.services, app: context.app, release: context.release).launch(
      context.runtimes)
  } undo: { (context) async throws(Problem) in
    guard let run = context.run else { return }
    try await Launcher(services: context.services, app: context.app, release: context.release).end(run)
  }
}

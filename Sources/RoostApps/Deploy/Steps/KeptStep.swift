import RoostGateway
import RoostModel
import RoostStore
import SystemPackage

extension DeployStep {
  /// Takes a release as it was built. Its trees must still be there, and what it runs on.
  static let kept = DeployStep(name: "kept") { (context) async throws(Problem) in
    guard let plan = context.release.plan else { throw context.notKept }
    for layer in context.release.appLayers where !AppDirectories.exists(FilePath(layer)) { throw context.notKept }
    context.progress(.stage("plan", detail: "release \(context.release.number), \(plan.headline)"))
    context.runtimes = try await context.services.runtimes(of: context.release, app: context.app.name)
    context.appLayers = context.release.appLayers
    let route = plan.route ?? RouteSettings()
    context.warnings += try context.services.gateway.reserveRoute(context.app.name, settings: route)
    context.plan = plan
  } undo: { (context) async throws(Problem) in
    context.services.gateway.releaseRoute(context.app.name)
  }
}

extension DeployContext {
  fileprivate var notKept: Problem {
    Problem(
      .unsupported, "release \(release.number) of \(app.name) is not kept whole any more",
      hint: "see which are: roost app releases \(app.name)")
  }
}

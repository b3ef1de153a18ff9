import RoostCatalog
import RoostGateway
import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

extension DeployStep {
  /// Looks at the copy, not at the directory it came from, which may change meanwhile.
  static let plan = DeployStep(
    name: "plan", run: { (context) async throws(Problem) in try await makePlan(&context) },
    undo: { (context) async throws(Problem) in context.services.gateway.releaseRoute(context.app.name) })

  private static func makePlan(_ context: inout DeployContext) async throws(Problem) {
    context.progress(.stage("plan", detail: "looking at the project"))
    var plan = try await context.services.plan(context.releasePaths.project, for: context.request)
    plan.target = try await context.target(plan)
    var route = plan.route ?? RouteSettings()
    var leftOut: [String] = []
    (route, leftOut) = try context.withoutTakenPlaces(route)
    if !leftOut.isEmpty { plan.route = route.isEmpty ? nil : route }
    plan.warnings += leftOut
    plan.warnings += try context.services.gateway.reserveRoute(context.app.name, settings: route)
    for warning in plan.warnings { context.progress(.warning(warning)) }
    context.warnings += plan.warnings
    context.plan = plan
    context.release.plan = plan
    context.progress(.stage("plan", detail: plan.headline))
    try await AppDirectories.add(plan.addedFiles ?? [], to: context.projectDirectory)
    // What is served as it is does not show how it is deployed.
    if case .files = plan.start {
      try await context.releasePaths.keepSettings(of: context.projectDirectory)
    }
  }
}

extension Plan {
  /// `flask app (app.py:5 app = Flask(...)): python@3`
  var headline: String {
    let why = evidence.first.map { " (\($0))" } ?? ""
    let needs = runtimes.map(\.specifier).joined(separator: ", ")
    return "\(type.rawValue) project\(why)" + (needs.isEmpty ? "" : ", needs \(needs)")
  }
}

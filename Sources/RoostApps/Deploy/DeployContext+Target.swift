import RoostEnvironments
import RoostModel
import RoostStore

extension DeployContext {
  /// What an app that serves needs wherever it runs.
  private static let needs: Set<StrategyAbility> = [.copyIn, .dial, .ownFiles, .signals]

  /// What the request says, else the project, else where the live release runs; `nil` is a sandbox. Refused before anything
  /// is built when apps cannot run there.
  func target(_ plan: Plan) async throws(Problem) -> StrategyTarget? {
    var present: StrategyTarget?
    if let live = app.liveRelease { present = try await services.store.release(live, of: app.id)?.plan?.target }
    let wanted = request.target ?? plan.target ?? present
    if let wanted, wanted.host != nil, wanted != present, request.mayMove != true {
      throw Problem(
        .accessDenied, "to put an app on another host takes node.admin",
        hint: "deploy it there once on the daemon's machine: roost deploy DIR --on \(wanted)")
    }
    if plan.image != nil, let wanted, wanted.kind != .docker {
      throw Problem(
        .unsupported, "an app with a Dockerfile runs in a container, not on \(wanted)",
        hint: "leave --on and `on` of roost.yml out, or deploy it without its Dockerfile: --type TYPE")
    }
    guard let wanted, wanted != .sandbox else { return nil }
    if case .files = plan.start { return nil }
    let report = await services.strategy.probe(wanted)
    guard report.isUsable else {
      throw Problem(
        .strategyUnavailable, "the app cannot run on \(wanted): \(report.failures.first ?? "it cannot be used here")",
        hint: report.remedies.first ?? "see what is missing: roost strategy list",
        cause: report.shortcomings.joined(separator: "\n"))
    }
    let missing = DeployContext.needs.subtracting(report.abilities)
    guard missing.isEmpty else {
      throw Problem(
        .unsupported, "an app cannot run on \(wanted), which lacks \(missing.map(\.rawValue).sorted().joined(separator: ", "))",
        hint: "take another place: roost strategy list")
    }
    return wanted
  }
}

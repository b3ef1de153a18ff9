import RoostModel
import RoostStore

extension DeployStep {
  /// Makes up the secrets a project wants, and ends here when it lacks what it needs. A secret that was made stays.
  static let variables = DeployStep(name: "variables") { (context) async throws(Problem) in
    let plan = try context.madePlan
    try await context.generateSecrets(plan)
    let given = try await context.services.given(to: context.app, plan)
    context.given = given
    context.redaction.use(given.redactor)
    for warning in context.services.links(given, plan).warnings {
      context.progress(.warning(warning))
      context.warnings.append(warning)
    }
    let present = Set(given.run.keys).union(given.build.keys).union(plan.variables.keys)
    let missing = (plan.requiredVariables ?? []).filter { !present.contains($0) && !AppVariables.isGiven($0) }
    guard missing.isEmpty else { throw Problem.variablesMissing(missing, of: context.app.name) }
    guard plan.usesSupabase != true || present.contains("SUPABASE_URL") else { throw Problem.noSupabase(context.app.name) }
  }
}

extension DeployContext {
  /// Once in the life of an app: what it has of that name already stays.
  fileprivate func generateSecrets(_ plan: Plan) async throws(Problem) {
    let wanted = plan.generatedSecrets ?? []
    guard !wanted.isEmpty else { return }
    let present = Set(try await services.vault.variables(of: app.id).variables.map(\.name.text)).union(plan.variables.keys)
    var secrets: [OpenVariable] = []
    for text in wanted where !present.contains(text) && !AppVariables.isGiven(text) {
      secrets.append(
        OpenVariable(
          name: try VariableName(text), value: try SecretRecipe().make(), scope: .both, secret: true, source: .generated,
          version: 0,
          changedAt: 0))
    }
    guard !secrets.isEmpty else { return }
    _ = try await services.vault.change(app.id, set: secrets, unset: [], now: services.now())
    progress(.stage("variables", detail: "made up: \(secrets.map(\.name.text).joined(separator: ", "))"))
  }
}

extension Problem {
  static func variablesMissing(_ names: [String], of app: AppName) -> Problem {
    let list = names.joined(separator: ", ")
    return Problem(
      .variableMissing, "\(app) needs \(list), which \(names.count == 1 ? "is" : "are") not set",
      hint:
        "set \(names.count == 1 ? "it" : "them"), then deploy again: roost app env set \(app) \(names.joined(separator: " ")) --secret"
    )
  }

  static func noSupabase(_ app: AppName) -> Problem {
    Problem(
      .variableMissing, "\(app) uses Supabase (`supabase: true` in roost.yml), and this node has none",
      hint:
        "say where it is in /etc/roost/roost.yml: `supabase: {url: https://PROJECT.supabase.co}`; or roost app env set \(app) SUPABASE_URL=URL"
    )
  }
}

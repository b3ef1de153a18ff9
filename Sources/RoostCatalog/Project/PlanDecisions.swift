import RoostModel

/// Where each value of a plan was decided.
struct PlanDecisions {
  let project: ProjectInspection
  let chosen: Candidate

  func of(_ plan: Plan) -> [String: Evidence] {
    let usual = Evidence(says: "as projects of the type \(plan.type.rawValue) are")
    var found: [String: Evidence] = [:]
    found["type"] = project.settings.decisions["type"] ?? chosen.evidence.first ?? usual
    found["root"] = project.rootEvidence
    found["install"] = plan.dependencies.map { stated("install") ?? Evidence(file: $0.inputs.first, says: "decides") }
    found["build"] = plan.build.isEmpty ? nil : stated("build") ?? project.package?.scripts["build"]?.evidence ?? usual
    found["release"] = plan.release.map { _ in stated("release") ?? project.procfile?.processes["release"]?.evidence ?? usual }
    switch plan.start {
    case .command(_, let evidence): found["start"] = evidence
    case .files: found["static"] = project.settings.staticDirectory?.evidence ?? usual
    }
    if case .command = plan.start { found["port"] = stated("port") ?? exposed(plan) ?? Evidence(says: "the default") }
    found["health"] = plan.healthPath.map { _ in stated("health") ?? project.appManifest?.healthPath?.evidence ?? usual }
    return found
  }

  private func exposed(_ plan: Plan) -> Evidence? {
    plan.evidence.first { $0.file == plan.image?.dockerfile && $0.says.hasPrefix("EXPOSE") }
  }

  private func stated(_ key: String) -> Evidence? { project.settings.decisions[key] }
}

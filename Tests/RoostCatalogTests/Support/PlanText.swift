import RoostModel

/// A plan as the fixtures spell it: one fact a line, nothing that is as always.
enum PlanText {
  static func of(_ plan: Plan) -> String {
    var lines = ["type: \(plan.type.rawValue) (\(plan.score))"]
    lines += plan.evidence.map { "evidence: \($0)" }
    lines += plan.alternatives.map { "also: \($0.type.rawValue) (\($0.score))" }
    if let root = plan.root { lines.append("root: \(root) because \(plan.decisions?["root"]?.description ?? "")") }
    lines += plan.runtimes.map { "runtime: \($0.specifier) because \($0.decidedBy)" }
    lines += (plan.addedFiles ?? []).map { "adds: \($0.path)" }
    if let image = plan.image { lines.append("image: \(image.dockerfile)") }
    if let step = plan.dependencies {
      lines.append("install: \(step.tool): \(step.command)")
      lines.append("  into \(step.directory) from \(step.inputs.joined(separator: " "))")
    }
    lines += plan.build.map { "build: \($0)" }
    lines += (plan.release ?? []).map { "release: \($0)" }
    switch plan.start {
    case .command(let line, let evidence):
      lines.append("start: \(line)")
      lines.append("  because \(evidence)")
    case .files(let directory, let singlePage): lines.append("files: \(directory)\(singlePage ? " as a single page" : "")")
    }
    return (lines + details(of: plan)).joined(separator: "\n") + "\n"
  }

  private static func details(of plan: Plan) -> [String] {
    var lines = plan.otherProcesses.sorted { $0.key < $1.key }.map { "process: \($0.key): \($0.value)" }
    lines += (plan.schedules ?? []).map { "schedule: \($0.name) at \($0.cron): \($0.command)" }
    lines += (plan.statics ?? []).map { "statics: \($0.path) from \($0.directory)" }
    lines += plan.variables.sorted { $0.key < $1.key }.map { "env: \($0.key)=\($0.value)" }
    lines += (plan.generatedSecrets ?? []).map { "made up: \($0)" }
    lines += (plan.requiredVariables ?? []).map { "required: \($0)" }
    if plan.port != Plan.defaultPort { lines.append("port: \(plan.port)") }
    if let path = plan.healthPath { lines.append("health: \(path)") }
    if plan.limits != ResourceLimits() {
      lines.append(
        "limits: \(plan.limits.memory?.bytes ?? 0) bytes, \(plan.limits.cpus ?? 0) cpus, \(plan.limits.processes ?? 0) processes")
    }
    if plan.network != .outbound { lines.append("network: \(plan.network.rawValue)") }
    if let target = plan.target { lines.append("on: \(target)") }
    if plan.prefixMode != .strip { lines.append("prefix: \(plan.prefixMode.rawValue)") }
    return lines + plan.warnings.map { "warning: \($0)" }
  }
}

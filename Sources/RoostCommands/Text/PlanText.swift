import RoostModel

/// A plan as a person reads it: what would happen, and which line of which file says so.
struct PlanText {
  let plan: Plan
  /// What it would be deployed as.
  var name: AppName?

  func text(_ style: TextStyle) -> String {
    var fields = FieldList()
    fields.add("Type", "\(plan.type.rawValue) (score \(plan.score) of 100)")
    fields.add("In", plan.root.map { $0 + decided("root", style) })
    fields.add("Because", plan.evidence.map(\.description))
    fields.add("Runtimes", plan.runtimes.map { "\($0.specifier)  \(style.dim($0.decidedBy.description))" })
    addSteps(to: &fields, style)
    addSurroundings(to: &fields, style)
    fields.add("Considered", plan.alternatives.map(considered))
    fields.add("Warnings", plan.warnings.map(style.yellow))
    return CleanText.clean(fields.text(style), colours: style.enabled)
  }

  private func addSteps(to fields: inout FieldList, _ style: TextStyle) {
    fields.add("Adds", (plan.addedFiles ?? []).map { "\($0.path)  \(style.dim("Roost's own"))" })
    fields.add("Image", plan.image.map { "built from \($0.dockerfile) by the container engine" })
    fields.add("Install", plan.dependencies.map { "\($0.command)  \(style.dim("into \($0.directory)"))" })
    fields.add("Build", plan.build)
    fields.add("Release", plan.release ?? [])
    switch plan.start {
    case .command(let line, let evidence): fields.add("Start", "\(line)  \(style.dim(evidence.description))")
    case .files(let directory, let singlePage):
      fields.add("Serve", "the files in \(directory)\(singlePage ? ", index.html for every other path" : "")")
    }
    fields.add("Files", (plan.statics ?? []).map { "\($0.path) from \($0.directory)" })
    fields.add("Not started", plan.otherProcesses.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
    fields.add("Not run", (plan.schedules ?? []).map { "\($0.name): \($0.command)  \(style.dim("at \($0.cron)"))" })
  }

  private func sleep(_ sleep: SleepSettings) -> String {
    guard sleep.isOn else { return "never" }
    let awake = sleep.awake.map { ", not at \($0)" } ?? ""
    return "after \(sleep.after ?? SleepSettings.defaultAfter) s without use\(awake)"
  }

  /// Where a value was decided, unless that is no news.
  private func decided(_ key: String, _ style: TextStyle) -> String {
    guard let evidence = plan.decisions?[key], evidence.says != "the default" else { return "" }
    return "  " + style.dim(evidence.description)
  }

  private func addSurroundings(to fields: inout FieldList, _ style: TextStyle) {
    if case .command = plan.start { fields.add("Port", "\(plan.port), told to the app as $PORT\(decided("port", style))") }
    fields.add("Health", plan.healthPath.map { "GET \($0)\(decided("health", style))" })
    fields.add("Sleep", plan.sleep.map(sleep))
    fields.add("Variables", plan.variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    fields.add("Made up", plan.generatedSecrets ?? [])
    fields.add("Required", plan.requiredVariables ?? [])
    fields.add("Limits", limits.isEmpty ? nil : limits.joined(separator: ", "))
    fields.add("Network", plan.network.rawValue)
    let route = RouteText(settings: plan.route ?? RouteSettings(), name: name)
    fields.add("Found at", route.places)
    fields.add("Gateway", route.rules)
    fields.add("Runs on", plan.target.map(\.description))
  }

  private var limits: [String] {
    let memory = plan.limits.memory.map { "\(asWritten($0)) of memory" }
    let cpus = plan.limits.cpus.map { "\($0) CPUs" }
    let processes = plan.limits.processes.map { "\($0) processes" }
    return [memory, cpus, processes].compactMap { $0 }
  }

  /// In the units of roost.yml, powers of 1024, where the number is whole in them.
  private func asWritten(_ memory: ByteCount) -> String {
    let (mebibytes, rest) = memory.bytes.quotientAndRemainder(dividingBy: 1 << 20)
    guard rest == 0 else { return memory.description }
    return mebibytes % 1024 == 0 ? "\(mebibytes / 1024) GiB" : "\(mebibytes) MiB"
  }

  private func considered(_ candidate: Candidate) -> String {
    let reasons = candidate.evidence.map(\.description).joined(separator: "; ")
    return "\(candidate.type.rawValue) (\(candidate.score))\(reasons.isEmpty ? "" : ": \(reasons)")"
  }
}

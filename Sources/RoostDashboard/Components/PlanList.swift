import RoostModel

/// A plan with the line of the file that decided each part of it.
struct PlanList {
  let plan: Plan
  var install: InstallPlan?

  @HTMLBuilder var html: HTML {
    fields
    for warning in plan.warnings { Tag.p(.class("warning")) { warning } }
  }

  private var fields: HTML {
    var fields = FieldList()
    fields.add("Type") {
      Tag.strong { plan.type.rawValue }
      for evidence in plan.evidence { because(evidence) }
    }
    if let root = plan.root { fields.add("In") { decided(root, "root") } }
    if !plan.runtimes.isEmpty {
      fields.add("Runtimes") {
        for runtime in plan.runtimes { Tag.div { need(runtime) } }
      }
    }
    addSteps(to: &fields)
    return fields.html
  }

  private func addSteps(to fields: inout FieldList) {
    if let image = plan.image { fields.add("Image") { "built from \(image.dockerfile)" } }
    if let step = plan.dependencies { fields.add("Install") { Tag.code { step.command } } }
    if !plan.build.isEmpty { fields.add("Build") { decided(plan.build.joined(separator: "\n"), "build") } }
    if let release = plan.release, !release.isEmpty {
      fields.add("Release") { decided(release.joined(separator: "\n"), "release") }
    }
    switch plan.start {
    case .command(let line, let evidence):
      fields.add("Start") {
        Tag.code { line }
        because(evidence)
      }
      fields.add("Port") { "\(plan.port), told to it as $PORT" }
    case .files(let directory, let singlePage):
      fields.add("Serve") { "the files in \(directory)\(singlePage ? ", index.html for every other path" : "")" }
    }
    if let path = plan.healthPath { fields.add("Health check") { decided(path, "health") } }
    for (name, line) in plan.otherProcesses.sorted(by: { $0.key < $1.key }) {
      fields.add("Not started") { Tag.code { "\(name): \(line)" } }
    }
  }

  @HTMLBuilder private func need(_ runtime: RuntimeRequirement) -> HTML {
    let found = install?.runtimes.first { $0.runtime == runtime.runtime }
    Tag.strong { runtime.specifier }
    if let found {
      Tag.span(.class(found.state == .installed ? "have" : "lack")) {
        found.state == .installed ? "\(found.version ?? "") is installed" : "not installed"
      }
    }
    because(runtime.decidedBy)
  }

  @HTMLBuilder private func decided(_ value: String, _ key: String) -> HTML {
    Tag.code { value }
    if let evidence = plan.decisions?[key], evidence.says != "the default" { because(evidence) }
  }

  private func because(_ evidence: Evidence) -> HTML { Tag.small(.class("foreign")) { evidence.description } }
}

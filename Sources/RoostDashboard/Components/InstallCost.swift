import RoostModel

/// What an installation would bring and take, before anybody says yes.
struct InstallCost {
  let plan: InstallPlan

  @HTMLBuilder var html: HTML {
    table
    Tag.p(.class("muted")) { sum }
    for issue in plan.issues { Tag.p(.class("bad")) { issue } }
    for warning in plan.warnings { Tag.p(.class("muted")) { warning } }
  }

  private var sum: String {
    if plan.isSatisfied { return "All of it is installed." }
    let cost = plan.cost
    let told = cost.learned ? "as it took before" : "as a rule"
    return
      "\(cost.download) to fetch, \(cost.disk) of \(plan.free) free on the disk, about \(Moment.rough(cost.seconds)), \(told)."
  }

  private var table: HTML {
    var table = DataTable(
      "install", caption: "What is installed",
      [.text("Runtime"), .text("State"), .text("From"), .number("To fetch"), .number("On the disk")])
    for runtime in plan.runtimes {
      let isMissing = runtime.state == .missing
      table.add([
        name(runtime), StateBadge(isMissing ? "missing" : "running", isMissing ? "Not installed" : "Installed").html,
        HTML(text: runtime.source), HTML(text: isMissing ? runtime.cost.download.description : ""),
        HTML(text: isMissing ? runtime.cost.disk.description : ""),
      ])
    }
    return table.html
  }

  @HTMLBuilder private func name(_ runtime: PlannedRuntime) -> HTML {
    Tag.strong { "\(runtime.title) \(runtime.version ?? runtime.selector)" }
    if !runtime.requiredBy.isEmpty { Tag.small { "for \(runtime.requiredBy.map(\.text).joined(separator: ", "))" } }
    ProblemNote.html(runtime.problem)
  }
}

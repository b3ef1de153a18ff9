package import RoostModel

/// What installing would mean: what comes along, how large it is, how long it takes, what is in the way.
package struct InstallPage: Page {
  let specifiers: [String]
  var plan: InstallPlan
  /// What waits for it.
  var draft: DraftID?

  package init(specifiers: [String], plan: InstallPlan, draft: DraftID? = nil) {
    self.specifiers = specifiers
    self.plan = plan
    self.draft = draft
  }

  package var title: String { "Install \(titles)" }
  package var place: Place? { .install(specifiers, for: draft) }

  private var titles: String {
    let asked = plan.runtimes.filter { $0.requiredBy.isEmpty }
    return asked.isEmpty ? specifiers.joined(separator: ", ") : asked.map(\.title).joined(separator: ", ")
  }

  package func content(_ frame: Frame) -> HTML {
    Card("What would be installed") {
      InstallCost(plan: plan).html
      Tag.div(.class("actions")) {
        if plan.isSatisfied {
          Tag.a(.class("button primary"), .href(back)) { "Go on" }
        } else if plan.canInstall {
          Form.button("Install \(titles)", .installRuntimes, kind: "primary", fields: fields)
        }
        if !plan.isSatisfied { Tag.a(.class("button"), .href(back)) { "Cancel" } }
      }
    }.html
    Tag.p(.class("muted")) {
      "A runtime is installed once and shared by all apps that need it. Apps that wait for it start by themselves."
    }
  }

  private var back: Place { draft.map { .draft($0) } ?? .runtimes }

  private var fields: [(String, String)] {
    specifiers.map { ("runtime", $0) } + (draft.map { [("draft", $0.text)] } ?? [])
  }
}

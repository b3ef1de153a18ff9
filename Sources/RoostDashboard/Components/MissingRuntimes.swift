import RoostModel

/// The app cannot start because of what is not installed: what that is, what it takes, and what helps.
struct MissingRuntimes {
  let app: AppSummary
  let check: RuntimeCheckResult
  /// Of what is missing; `nil` when nobody can say.
  var install: InstallPlan?

  var html: HTML {
    Tag.div(.class("problem"), Attribute("role", "alert")) {
      Tag.h2 { "Cannot start \(app.name): \(titles) not installed" }
      lacks
      if let install { InstallCost(plan: install).html }
      Tag.div(.class("actions")) {
        if !check.missingRuntimes.isEmpty {
          Form.button(
            "Install \(titles)", .installRuntimes, kind: "primary",
            fields: check.missingRuntimes.map { ("runtime", $0) } + [("app", app.name.text)])
        }
        Tag.a(.class("button"), .href(.runtimes)) { "Manage runtimes" }
        Tag.a(.class("button danger"), .href(.app(app.name, .settings))) { "Remove app" }
      }
      for action in check.suggestedActions {
        Tag.p(.class("hint")) {
          Tag.span { action.message }
          Command(action.command).html
        }
      }
    }
  }

  private var titles: String {
    let planned = install?.runtimes.filter { $0.state == .missing && $0.requiredBy.isEmpty }.map(\.title) ?? []
    return (planned.isEmpty ? check.missingRuntimes : planned).joined(separator: ", ")
  }

  private var lacks: HTML {
    Tag.ul(.class("missing")) {
      for name in check.missingRuntimes {
        Tag.li(.class("no")) {
          Tag.strong { name }
          Tag.span { "not installed" }
        }
      }
      for mismatch in check.versionMismatches {
        Tag.li(.class(mismatch.severity == .error ? "no" : "maybe")) {
          Tag.strong { "\(mismatch.runtime) \(mismatch.required)" }
          Tag.span { "\(mismatch.installed) is installed" }
        }
      }
      for name in check.conflictingRuntimes {
        Tag.li(.class("no")) {
          Tag.strong { name }
          Tag.span { "is in the way of another" }
        }
      }
    }
  }
}

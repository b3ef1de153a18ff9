package import RoostModel

/// An app's variables. Values of secrets are not known here at all.
package struct AppVariablesPage: AppScopedPage {
  package let app: AppSummary
  var list: VariableList

  package init(app: AppSummary, list: VariableList) {
    self.app = app
    self.list = list
  }

  package var tab: AppTab { .variables }
  package var freshness: Freshness { .still }

  package func body(_ frame: Frame) -> HTML {
    if let running = list.runningVersion, running != list.version {
      Tag.div(.class("notice")) {
        Tag.p { "The app runs with version \(running) of its variables; the newest is \(list.version)." }
        Form.button("Restart with the newest", .app(app.name, .restart))
      }
    }
    Card("Variables", aside: list.variables.isEmpty ? HTML() : Tag.span { "Version \(list.version)" }) { table(frame) }.html
    Card("Set a variable") { form }.html
  }

  private func table(_ frame: Frame) -> HTML {
    var table = DataTable(
      "variables", caption: "Variables", [.text("Name"), .text("Value"), .text("For"), .text("From"), .text("Changed"), .action])
    for variable in list.variables {
      table.add([
        Tag.code { variable.name.text },
        value(variable),
        HTML(text: AppVariablesPage.word(variable.scope)),
        HTML(text: variable.source.rawValue),
        Moment(variable.changedAt, frame).html,
        Form.button("Remove", .app(app.name, .unsetVariable), kind: "quiet", fields: [("name", variable.name.text)]),
      ])
    }
    guard table.isEmpty else { return table.html }
    return EmptyState("No variables yet") {
      Tag.p {
        "Variables carry what differs between machines: addresses, keys, switches. Secrets are sealed on the disk and never shown again."
      }
      Command("roost app env set \(app.name) DATABASE_URL=... --secret").html
    }.html
  }

  @HTMLBuilder private func value(_ variable: VariableSummary) -> HTML {
    if variable.secret {
      Tag.span(.class("secret"), .hover("A secret: its value is not shown")) { "••••••••" }
    } else {
      Tag.code(.class("foreign")) { variable.value ?? "" }
    }
  }

  private static func word(_ scope: VariableScope) -> String {
    switch scope {
    case .run: "runs"
    case .build: "builds"
    case .both: "runs and builds"
    }
  }

  private var form: HTML {
    Form(.app(app.name, .setVariable), kind: "fields") {
      Field("name", "Name").with {
        $0.isRequired = true
        $0.placeholder = "DATABASE_URL"
        $0.pattern = "[A-Za-z_][A-Za-z0-9_]*"
        $0.autocomplete = "off"
      }.html
      Field("value", "Value").with { $0.autocomplete = "off" }.html
      Tag.label(.class("field")) {
        Tag.span { "For" }
        Tag.select(.name("scope")) {
          for scope in VariableScope.allCases { Tag.option(.value(scope.rawValue)) { AppVariablesPage.word(scope) } }
        }
      }
      Tag.label(.class("check")) {
        VoidTag.input(.type("checkbox"), .name("secret"), .value("true"), .flag("checked"))
        "A secret: sealed, and never shown again"
      }
      Tag.label(.class("check")) {
        VoidTag.input(.type("checkbox"), .name("restart"), .value("true"), .flag("checked"))
        "Restart the app with it"
      }
      Tag.button(.class("primary")) { "Set" }
    }.html
  }
}

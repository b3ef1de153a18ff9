import RoostModel

/// What taking a runtime away would mean: who depends on it, and what becomes of them.
struct RuntimeRemoval {
  let title: String
  let specifier: String
  /// Where somebody goes who lets it be.
  let place: Place
  let check: SafetyCheck

  var html: HTML {
    let needs = check.dependentRuntimes.map { "\($0) needs it." }
    let harmless = check.safe ? ["No app uses it. It can be installed again at any time."] : []
    return Confirmation(
      title: "Remove", consequences: needs + check.warnings + harmless, name: specifier,
      button: button, submission: .removeRuntimes, fields: [("runtime", specifier), ("force", check.safe ? "false" : "true")],
      lead: lead, ways: ways
    ).html
  }

  private var button: String {
    if check.safe { return "Remove \(specifier)" }
    return check.dependentApps.isEmpty ? "Remove \(specifier) all the same" : "Stop apps and remove \(specifier)"
  }

  @HTMLBuilder private var lead: HTML {
    let apps = check.dependentApps
    if !apps.isEmpty {
      Tag.p { Tag.strong { "\(NumberText.counted(apps.count, "app depends", "apps depend")) on \(title)" } }
      Tag.ul {
        for use in apps {
          Tag.li {
            Tag.a(.href(RuntimeUsers.page(of: use))) { use.app }
            " "
            RuntimeUsers.fate(of: use)
          }
        }
      }
      Tag.p { "They cannot start until it is back; then those that ran start by themselves." }
    }
  }

  @HTMLBuilder private var ways: HTML {
    Tag.a(.class("button"), .href(place)) { "Cancel" }
    if !check.dependentApps.isEmpty { Tag.a(.class("button"), Attribute("href", "#users")) { "View dependent apps" } }
  }
}

/// The apps that run on a runtime.
struct RuntimeUsers {
  let uses: [AppUse]

  var html: HTML {
    guard !uses.isEmpty else { return HTML() }
    var table = DataTable(
      "users", caption: "Apps that use it", [.text("App"), .text("State"), .text("Version"), .text("Without it")])
    for use in uses.sorted(by: { $0.app < $1.app }) {
      table.add([
        Tag.a(.href(RuntimeUsers.page(of: use))) { use.app }, StateBadge(use.state).html, Tag.code { use.version },
        HTML(text: RuntimeUsers.fate(of: use)),
      ])
    }
    return Card("Apps that use it", id: "users") { table.html }.html
  }

  static func fate(of use: AppUse) -> String {
    use.state == .running || use.state == .starting || use.state == .sleeping ? "will stop" : "could not start"
  }

  static func page(of use: AppUse) -> Place {
    guard let name = try? AppName(use.app) else { return .apps }
    return .app(name, .overview)
  }
}

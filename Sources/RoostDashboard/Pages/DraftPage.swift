package import RoostModel

/// What a deployment would do, before it does anything: what was found, what it needs, and what somebody may still decide.
package struct DraftPage: Page {
  let draft: DraftSummary
  /// Of what it needs; `nil` when it needs nothing, or nobody could say.
  var install: InstallPlan?
  /// The app that would get a new release.
  var existing: AppSummary?
  /// Where the gateway answers.
  var gateway: String

  package init(draft: DraftSummary, install: InstallPlan? = nil, existing: AppSummary? = nil, gateway: String) {
    self.draft = draft
    self.install = install
    self.existing = existing
    self.gateway = gateway
  }

  package var title: String { "Deploy \(draft.name?.text ?? SourceText.line(draft.source.place, atMost: 60))" }
  package var place: Place? { .draft(draft.id) }
  package var modules: [String] { ["draft"] }

  package func actions(_ frame: Frame) -> HTML { Form.button("Discard", .discardDraft(draft.id), kind: "quiet") }

  package func content(_ frame: Frame) -> HTML {
    Tag.p(.class("lead")) {
      "From "
      Tag.span(.class("foreign")) { draft.source.headline }
      ". Nothing has happened yet."
    }
    if let problem = draft.problem { failed(problem) }
    if let plan = draft.plan {
      if isMissing { missing }
      Tag.div(.class("columns")) {
        Card("Deploy") { DraftForm(page: self, plan: plan).html }.html
        Tag.div {
          Card("What would happen") { PlanList(plan: plan, install: install).html }.html
          if !plan.alternatives.isEmpty { Card("Considered, too") { considered(plan) }.html }
          PlanChanges(draft: draft).html
        }
      }
    } else {
      PlanChanges(draft: draft, isOpen: true).html
    }
  }

  var isMissing: Bool { install.map { !$0.isSatisfied } ?? false }

  private var missing: HTML {
    let names = install?.runtimes.filter { $0.state == .missing && $0.requiredBy.isEmpty }.map(\.title) ?? []
    let title = names.joined(separator: ", ")
    return Tag.section(.id("missing"), .class("card needs"), .label("Missing runtimes")) {
      Tag.header { Tag.h2 { "\(title.isEmpty ? "A runtime" : title): needed, and not installed" } }
      if let install { InstallCost(plan: install).html }
      Tag.div(.class("actions")) {
        Form.button(
          "Install \(title.isEmpty ? "what is missing" : title)", .installRuntimes, kind: "primary",
          fields: (draft.plan?.neededSpecifiers ?? []).map { ("runtime", $0) } + [("draft", draft.id.text)])
        Tag.a(.class("button"), .href(.runtimes)) { "Manage runtimes" }
      }
    }
  }

  @HTMLBuilder private func failed(_ problem: Problem) -> HTML {
    if let ambiguity = ProjectAmbiguity(problem) {
      Card("It can be run in more than one way") {
        Tag.ul(.class("ways")) {
          for choice in ambiguity.choices {
            Tag.li {
              Tag.form(.method("get"), Attribute("action", Place.draft(draft.id).path), .class("one")) {
                VoidTag.input(.type("hidden"), .name("type"), .value(choice.type.rawValue))
                Tag.button { "Run as \(choice.type.rawValue)" }
              }
              Tag.small(.class("foreign")) { choice.reasons }
            }
          }
        }
      }.html
    } else {
      ProblemPanel(problem).html
    }
  }

  private func considered(_ plan: Plan) -> HTML {
    Tag.ul {
      for candidate in plan.alternatives.prefix(6) {
        Tag.li {
          Tag.strong { candidate.type.rawValue }
          Tag.small(.class("foreign")) { candidate.evidence.map(\.description).joined(separator: "; ") }
        }
      }
    }
  }
}

/// Name, address and variables.
private struct DraftForm {
  let page: DraftPage
  let plan: Plan

  var html: HTML {
    Form(.deployDraft(page.draft.id), kind: "draft") {
      Field("name", "Name").with {
        $0.isRequired = true
        $0.value = page.draft.name?.text ?? ""
        $0.placeholder = "shop"
        $0.pattern = "[a-z][a-z0-9\\-]{0,38}[a-z0-9]"
        $0.note = "small letters, digits and -; it answers at \(page.gateway)/app/NAME/"
      }.html
      replaces
      variables
      if page.isMissing { VoidTag.input(.type("hidden"), .name("installs"), .value("true")) }
      for (name, value) in PlanChanges.fields(page.draft.overrides) {
        VoidTag.input(.type("hidden"), .name(name), .value(value))
      }
      Tag.button(.class("primary")) { page.isMissing ? "Install and deploy" : "Deploy" }
    }.html
  }

  private var replaces: HTML {
    Tag.label(.class("check")) {
      VoidTag.input(.type("checkbox"), .name("replaces"), .value("true"), .flag("checked", page.existing != nil))
      if let existing = page.existing {
        "\(existing.name) is there already: this is its release \((existing.release ?? 0) + 1) or later"
      } else {
        "If there is an app of that name, this is its next release"
      }
    }
  }

  private var variables: HTML {
    Tag.fieldset(.class("variables")) {
      Tag.legend { "Variables" }
      if let secrets = plan.generatedSecrets, !secrets.isEmpty {
        Tag.p(.class("muted")) { "Made up for a new app: \(secrets.joined(separator: ", "))." }
      }
      Tag.ul(.id("variables")) {
        for (index, variable) in page.draft.variables.prefix(60).enumerated() { row(index, variable) }
        row(min(60, page.draft.variables.count), nil)
      }
      Tag.button(.type("button"), .class("quiet scripted"), .id("add-variable")) { "Add a variable" }
      Tag.details {
        Tag.summary { "Paste lines of a .env file" }
        Tag.label(.class("field")) {
          Tag.span { "NAME=value, one in a line" }
          Tag.textarea(.name("dotenv"), Attribute("rows", 5), Attribute("spellcheck", "false"))
        }
      }
    }
  }

  private func row(_ index: Int, _ variable: DraftVariable?) -> HTML {
    Tag.li {
      VoidTag.input(
        .name("variable.\(index).name"), .label("Name of variable \(index + 1)"), .value(variable?.name.text ?? ""),
        Attribute("placeholder", "NAME"), Attribute("pattern", "[A-Za-z_][A-Za-z0-9_]*"), Attribute("autocomplete", "off"),
        Attribute("spellcheck", "false"))
      VoidTag.input(
        .name("variable.\(index).value"), .label("Value of \(variable?.name.text ?? "variable \(index + 1)")"),
        .flag("required", variable?.isRequired == true),
        Attribute("placeholder", hint(variable)), Attribute("autocomplete", "off"), Attribute("spellcheck", "false"))
      Tag.label(.class("check")) {
        VoidTag.input(.type("checkbox"), .name("variable.\(index).secret"), .value("true"), .flag("checked"))
        "secret"
      }
    }
  }

  private func hint(_ variable: DraftVariable?) -> String {
    guard let variable else { return "value" }
    let example = variable.example.map { SourceText.line($0, atMost: 60) } ?? ""
    return example.isEmpty ? (variable.isRequired ? "required" : "not set") : "such as \(example)"
  }
}

/// What somebody may decide otherwise. A look: it is asked for by GET, and changes nothing.
struct PlanChanges {
  let draft: DraftSummary
  var isOpen = false

  var html: HTML {
    let set = Dictionary(PlanChanges.fields(draft.overrides), uniquingKeysWith: { first, _ in first })
    return Tag.details(.class("card change"), .flag("open", isOpen || !set.isEmpty)) {
      Tag.summary { "Decide otherwise" }
      Tag.form(.class("fields"), .method("get"), Attribute("action", Place.draft(draft.id).path), .label("Decide otherwise")) {
        Tag.label(.class("field")) {
          Tag.span { "Run as" }
          Tag.select(.name("type")) {
            Tag.option(.value("")) { "what is found" }
            for type in ProjectType.allCases.map(\.rawValue).sorted() {
              Tag.option(.value(type), .flag("selected", set["type"] == type)) { type }
            }
          }
        }
        Field("root", "Directory in it").with { $0.value = set["root"] ?? "" }.html
        Field("build", "Build").with { $0.value = set["build"] ?? "" }.html
        Field("start", "Start").with { $0.value = set["start"] ?? "" }.html
        Field("port", "Port").with {
          $0.value = set["port"] ?? ""
          $0.pattern = "[0-9]{4,5}"
        }.html
        Field("health", "Health check").with {
          $0.value = set["health"] ?? ""
          $0.placeholder = "/healthz"
        }.html
        Tag.button { "Look again" }
      }
    }
  }

  /// As a form carries them.
  static func fields(_ overrides: PlanOverrides?) -> [(String, String)] {
    let fields: [(String, String?)] = [
      ("type", overrides?.type?.rawValue), ("root", overrides?.root), ("build", overrides?.build?.joined(separator: " && ")),
      ("start", overrides?.start), ("port", overrides?.port.map { "\($0)" }), ("health", overrides?.healthPath),
    ]
    return fields.compactMap { name, value in value.map { (name, $0) } }
  }
}

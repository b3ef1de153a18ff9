package import RoostModel

/// What decides how an app is built and run, and what cannot be taken back.
package struct AppSettingsPage: AppScopedPage {
  var detail: AppDetail
  var source: AppSource?
  var webhook: WebhookDetail?
  var limits: AppLimitsReport?

  package init(
    detail: AppDetail, source: AppSource? = nil, webhook: WebhookDetail? = nil, limits: AppLimitsReport? = nil
  ) {
    self.detail = detail
    self.source = source
    self.webhook = webhook
    self.limits = limits
  }

  package var app: AppSummary { detail.summary }
  package var tab: AppTab { .settings }
  package var freshness: Freshness { .still }

  package func body(_ frame: Frame) -> HTML {
    Card("Source") { sourceFields }.html
    if let limits { Card("Limits") { limitForm(limits) }.html }
    Card("Visitors") { visitors }.html
    danger
  }

  private var sourceFields: HTML {
    var fields = FieldList()
    switch source?.source {
    case .git(let git):
      fields.add("Repository") { Tag.code { git.url } }
      fields.add("Reference") { git.reference ?? "the default branch" }
      if let directory = git.subdirectory { fields.add("Directory") { Tag.code { directory } } }
    case .url(let web): fields.add("Archive") { Tag.code { web.url } }
    case .archive(let archive): fields.add("Archive") { archive.name ?? archive.path ?? "uploaded" }
    case .directory(let path): fields.add("Directory") { Tag.code { path } }
    case nil: fields.add("Source") { "Not kept: the next deployment brings its own" }
    }
    if source?.hasCredential == true { fields.add("Credential") { "kept, sealed" } }
    if let webhook {
      fields.add("Webhook") { "pushes to \(webhook.branch) of \(webhook.repository) are deployed" }
      for (forge, url) in webhook.urls.sorted(by: { $0.key < $1.key }) { fields.add("For \(forge)") { Command(url).html } }
    }
    return fields.html
  }

  private func limitForm(_ report: AppLimitsReport) -> HTML {
    Form(.app(app.name, .limits), kind: "fields") {
      for status in report.limits {
        Field(status.limit.rawValue, LimitList.title(status.limit)).with {
          $0.placeholder = status.value ?? "none"
          $0.note = [status.use.map { "\($0) used" }, status.by.map { "from \($0)" }].compactMap { $0 }.joined(separator: ", ")
        }.html
      }
      Tag.p(.class("muted check")) { "What stays empty is left as it is; none takes a limit away." }
      Tag.button(.class("primary")) { "Change limits" }
    }.html
  }

  @HTMLBuilder private var visitors: HTML {
    if app.maintenance != nil {
      Tag.p { "The app is closed: visitors see a page that says so." }
      Form.button("Open again", .app(app.name, .endMaintenance))
    } else {
      Tag.p { "Closed, the app goes on running, and visitors see a page that says so." }
      Form(.app(app.name, .maintenance), kind: "fields") {
        Field("message", "What visitors are told").with { $0.placeholder = "Back at noon." }.html
        Tag.button { "Close to visitors" }
      }.html
    }
  }

  private var danger: HTML {
    Card("Danger zone", kind: "card danger-zone") {
      Confirmation(
        title: "Remove this app",
        consequences: [
          "\(app.name) stops and its addresses answer no more.",
          "Its \(NumberText.counted(detail.releases.count, "release")), its logs and its variables are deleted.",
          "Its data in \(detail.dataDirectory) is deleted, too. Backups stay.",
        ], name: app.name.text, button: "Remove \(app.name) and its data", submission: .app(app.name, .remove)
      ).html
    }.html
  }
}

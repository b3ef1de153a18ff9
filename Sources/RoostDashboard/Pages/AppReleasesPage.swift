package import RoostModel

/// What was deployed, what serves, and the way back.
package struct AppReleasesPage: AppScopedPage {
  var detail: AppDetail
  var deployments: [DeploymentSummary]

  package init(detail: AppDetail, deployments: [DeploymentSummary]) {
    self.detail = detail
    self.deployments = deployments
  }

  package var app: AppSummary { detail.summary }
  package var tab: AppTab { .releases }

  package func body(_ frame: Frame) -> HTML {
    Card("Releases", aside: Form.button("Fetch and deploy again", .app(app.name, .pull))) { releases(frame) }.html
    Card("Deployments") { journal(frame) }.html
  }

  private func releases(_ frame: Frame) -> HTML {
    var table = DataTable(
      "releases", caption: "Releases", [.text("Release"), .text("State"), .text("Made of"), .text("When"), .action])
    for release in detail.releases.sorted(by: { $0.number > $1.number }) {
      table.add([
        Tag.strong { "\(release.number)" },
        StateBadge(release.state).html,
        made(of: release),
        Moment(release.createdAt, frame).html,
        release.state == .retired
          ? Form.button("Roll back", .app(app.name, .rollback), fields: [("release", "\(release.number)")]) : HTML(),
      ])
    }
    return table.isEmpty ? EmptyState("No release yet") { Tag.p { "A deployment that serves makes one." } }.html : table.html
  }

  @HTMLBuilder private func made(of release: ReleaseSummary) -> HTML {
    Tag.span(.class("foreign")) { release.source?.headline ?? "" }
    if release.pinned == true { Tag.small { "pinned" } }
    ProblemNote.html(release.problem)
  }

  private func journal(_ frame: Frame) -> HTML {
    var table = DataTable(
      "deployments", caption: "Deployments", [.text("No."), .text("What"), .text("State"), .text("When"), .number("Took")])
    for deployment in deployments {
      table.add([
        HTML(text: "\(deployment.number)"),
        what(deployment),
        StateBadge(deployment.state).html,
        Moment(deployment.createdAt, frame).html,
        HTML(text: deployment.endedAt.map { "\(NumberText.short($0 - deployment.createdAt)) s" } ?? deployment.stage),
      ])
    }
    return table.isEmpty ? Tag.p(.class("muted")) { "None yet." } : table.html
  }

  @HTMLBuilder private func what(_ deployment: DeploymentSummary) -> HTML {
    Tag.span { deployment.release.map { "\(deployment.kind.rawValue) of release \($0)" } ?? deployment.kind.rawValue }
    ProblemNote.html(deployment.problem)
  }
}

package import RoostModel

/// The backups of all apps: who has some, how old they are, who has none.
package struct BackupsPage: Page {
  var apps: [AppBackups]

  package init(apps: [AppBackups]) { self.apps = apps }

  package var title: String { "Backups" }
  package var place: Place? { .backups }

  package func actions(_ frame: Frame) -> HTML { Tag.a(.class("button"), .href(.apps)) { "All apps" } }

  package func content(_ frame: Frame) -> HTML {
    let failed = apps.filter { $0.status.problem != nil }
    let gone = apps.filter { !$0.exists }
    if apps.isEmpty {
      EmptyState("No backups yet") {
        Tag.p { "A backup has an app's code, data, settings and variables. This machine alone can open it." }
        Command("roost app backup NAME").html
      }.html
    } else {
      stats(frame)
      for app in failed { trouble(app) }
      Card("Apps") { table(apps.filter(\.exists), frame) }.html
    }
    if !gone.isEmpty {
      Card("Of apps that were removed") { for app in gone { removed(app, frame) } }.html
    }
  }

  private func stats(_ frame: Frame) -> HTML {
    let all = apps.flatMap(\.status.backups)
    let size = all.map(\.size).reduce(ByteCount(0), +)
    let present = apps.filter(\.exists)
    let kept = present.filter { !$0.status.backups.isEmpty }.count
    let scheduled = present.filter { $0.status.policy != nil }.count
    return Tag.div(.class("stats")) {
      Stat("Backups", "\(all.count)") { "\(size) on the disk" }.html
      Stat("Apps with backups", "\(kept)") { "of \(present.count)" }.html
      Stat("By themselves", "\(scheduled)") { "of \(NumberText.counted(present.count, "app"))" }.html
    }
  }

  private func trouble(_ app: AppBackups) -> HTML {
    Card("\(app.app): the last backup failed") {
      if let problem = app.status.problem { ProblemPanel(problem).html }
    }.html
  }

  private func table(_ apps: [AppBackups], _ frame: Frame) -> HTML {
    var table = DataTable(
      "backups", caption: "Backups of apps",
      [.text("App"), .number("Backups"), .text("Newest"), .number("Size"), .text("By itself"), .action])
    for app in apps {
      let whole = app.status.backups.filter { $0.isWhole != false }
      table.add([
        Tag.a(.href(.app(app.app, .backups))) { app.app.text },
        HTML(text: "\(whole.count)"),
        whole.first.map { Moment($0.createdAt, frame).html } ?? StateBadge("closed", "None").html,
        HTML(text: whole.isEmpty ? "" : "\(whole.map(\.size).reduce(ByteCount(0), +))"),
        schedule(app.status, frame),
        Form.button("Back up now", .app(app.app, .backup)),
      ])
    }
    return table.html
  }

  @HTMLBuilder private func schedule(_ status: BackupStatus, _ frame: Frame) -> HTML {
    if let next = status.next {
      "next "
      Moment(next, frame).html
    } else {
      Tag.span(.class("muted")) { "never" }
    }
  }

  private func removed(_ app: AppBackups, _ frame: Frame) -> HTML {
    Tag.div(.class("layer")) {
      Tag.div {
        Tag.strong { app.app.text }
        Tag.span(.class("muted")) {
          NumberText.counted(app.status.backups.count, "backup")
          if let newest = app.status.backups.first {
            ", the newest of "
            Moment(newest.createdAt, frame).html
          }
        }
      }
      if let newest = app.status.backups.first(where: { $0.isWhole != false }) {
        Tag.p(.class("hint")) {
          Tag.span { "Bring it back:" }
          Command("roost app restore \(app.app) \(newest.name)").html
        }
      }
    }
  }
}

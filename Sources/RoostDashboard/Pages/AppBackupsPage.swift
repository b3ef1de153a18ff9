package import RoostModel

/// The backups of an app: made now or by themselves, taken away, brought back.
package struct AppBackupsPage: AppScopedPage {
  package let app: AppSummary
  var status: BackupStatus

  package init(app: AppSummary, status: BackupStatus) {
    self.app = app
    self.status = status
  }

  package var tab: AppTab { .backups }

  package func actions(_ frame: Frame) -> HTML {
    Tag.a(.class("button"), .href(.backups)) { "Of all apps" }
    Form.button("Back up now", .app(app.name, .backup), kind: "primary")
  }

  package func body(_ frame: Frame) -> HTML {
    if let problem = status.problem { ProblemPanel(problem).html }
    Card("Schedule", id: "schedule") { schedule(frame) }.html
    if status.backups.isEmpty {
      EmptyState("No backups yet") {
        Tag.p { "A backup has the app's code, data, settings and variables. This machine alone can open it." }
        Command("roost app backup \(app.name)").html
      }.html
    } else {
      Card("Backups", id: "backups", aside: Tag.span { "in \(status.directory)" }) {
        for backup in status.backups { entry(backup, frame) }
      }.html
    }
  }

  @HTMLBuilder private func schedule(_ frame: Frame) -> HTML {
    Tag.p {
      if let policy = status.policy {
        "By itself at "
        Tag.code { policy.schedule.text }
        " (UTC), \(NumberText.counted(policy.keep, "backup")) kept"
        status.isOwn ? "." : ", as roost.yml says."
      } else {
        "None is made by itself."
      }
      if let next = status.next {
        " The next one comes "
        Moment(next, frame).html
        "."
      }
    }
    Form(.app(app.name, .backupSchedule), kind: "fields") {
      Field("schedule", "When, as cron has it").with {
        $0.value = status.policy?.schedule.text ?? ""
        $0.placeholder = "0 3 * * *"
        $0.note = "empty: never by itself"
      }.html
      Field("keep", "How many are kept").with {
        $0.value = "\(status.policy?.keep ?? BackupPolicy.defaultKeep)"
        $0.pattern = "[0-9]+"
      }.html
      Tag.button { "Change the schedule" }
    }.html
  }

  private func entry(_ backup: BackupSummary, _ frame: Frame) -> HTML {
    Tag.div(.class("layer")) {
      Tag.div {
        Tag.strong { backup.name }
        if backup.isWhole == false { StateBadge("error", "Cannot be read").html }
        Tag.span(.class("muted")) {
          "\(backup.size), \(AppBackupsPage.word(backup.reason))\(backup.release.map { ", release \($0)" } ?? ""), "
          Moment(backup.createdAt, frame).html
        }
        Tag.a(.class("button"), .href(.backupContent(app.name, backup.name)), Attribute("download", nil)) { "Download" }
      }
      if backup.isWhole != false {
        Confirmation(
          title: "Restore",
          consequences: [
            "\(app.name) becomes what it was then: code, data, settings and variables.",
            "What it is now is backed up before, and can be restored the same way.",
            "Requests wait or are refused for as long as it takes.",
          ], name: app.name.text, button: "Restore \(backup.name)", submission: .app(app.name, .restore),
          fields: [("backup", backup.name)]
        ).html
      }
    }
  }

  private static func word(_ reason: BackupSummary.Reason) -> String {
    switch reason {
    case .asked: "asked for"
    case .scheduled: "by itself"
    case .before: "before something was replaced"
    }
  }
}

package import RoostModel

/// What an app runs: its processes, its schedules, how they ended.
package struct AppProcessesPage: AppScopedPage {
  var detail: AppDetail
  var crashes: [CrashReport]

  package init(detail: AppDetail, crashes: [CrashReport]) {
    self.detail = detail
    self.crashes = crashes
  }

  package var app: AppSummary { detail.summary }
  package var tab: AppTab { .processes }

  package func body(_ frame: Frame) -> HTML {
    Card("Processes") { processes(frame) }.html
    Card("Crashes") {
      if crashes.isEmpty { Tag.p(.class("muted")) { "None: nothing ended that should have gone on." } }
      for crash in crashes { report(crash, frame) }
    }.html
  }

  private func processes(_ frame: Frame) -> HTML {
    var table = DataTable(
      "processes", caption: "Processes",
      [.text("Process"), .text("State"), .text("Command"), .number("Restarts"), .text("Last exit")])
    table.add([
      Tag.strong { "web" }, StateBadge(app.state).html, Tag.code { command }, HTML(text: "\(app.restarts)"),
      exit(detail.lastExit, frame),
    ])
    for process in detail.processes ?? [] {
      table.add([
        Tag.strong { process.name }, state(process, frame), Tag.code(.class("foreign")) { process.command },
        HTML(text: "\(process.restarts)"),
        exit(process.lastExit, frame),
      ])
    }
    return table.html
  }

  private var command: String {
    if case .command(let command, _) = detail.plan?.start { command } else { "files" }
  }

  @HTMLBuilder private func state(_ process: AppProcess, _ frame: Frame) -> HTML {
    if let cron = process.cron {
      Tag.code { cron }
      if let next = process.next {
        Tag.small {
          "next "
          Moment(next, frame).html
        }
      }
    } else if let pid = process.pid {
      StateBadge("running", "Running").html
      Tag.small { "\(pid)" }
    } else {
      StateBadge("stopped", "Stopped").html
    }
  }

  @HTMLBuilder private func exit(_ status: ExitStatus?, _ frame: Frame) -> HTML {
    if let status {
      Tag.span { "\(status.reason) " }
      Tag.small { Moment(status.at, frame).html }
    }
  }

  private func report(_ crash: CrashReport, _ frame: Frame) -> HTML {
    Tag.details(.class("crash")) {
      Tag.summary {
        StateBadge("error", "Crash \(crash.number)").html
        Tag.span { "\(crash.process ?? "web") \(crash.endedBecause ?? crash.exit.reason.description) " }
        Moment(crash.exit.at, frame).html
        Tag.span(.class("muted")) { "release \(crash.release), up for \(Moment.rough(crash.uptime))" }
      }
      Tag.ul { for hint in crash.hints { Tag.li { hint } } }
      Tag.div(.class("log")) { for line in crash.lastLines { Tag.div { Tag.span { TerminalText.html(line) } } } }
    }
  }
}

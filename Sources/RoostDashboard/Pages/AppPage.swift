package import RoostModel

/// How an app is: what is wrong with it, its last hour, its newest output.
package struct AppPage: AppScopedPage {
  var detail: AppDetail
  var metrics: AppMetrics?
  var limits: AppLimitsReport?
  var check: RuntimeCheckResult?
  /// Of what it lacks.
  var install: InstallPlan?
  var lines: [LogLine]

  package init(
    detail: AppDetail, metrics: AppMetrics?, limits: AppLimitsReport? = nil, check: RuntimeCheckResult? = nil,
    install: InstallPlan? = nil, lines: [LogLine] = []
  ) {
    self.install = install
    self.detail = detail
    self.metrics = metrics
    self.limits = limits
    self.check = check
    self.lines = lines
  }

  package var app: AppSummary { detail.summary }
  package var tab: AppTab { .overview }

  package func body(_ frame: Frame) -> HTML {
    if let check, !check.canStart { MissingRuntimes(app: app, check: check, install: install).html }
    if let problem = detail.problem, app.state != .runtimeMissing { ProblemPanel(problem).html }
    if let maintenance = app.maintenance { closed(maintenance) }
    if let metrics {
      AppCharts(
        metrics: metrics, releases: detail.releases, memoryLimit: detail.plan?.limits.memory, hasProcess: !isSite,
        isRunning: app.state == .running
      ).html
    }
    Tag.div(.class("columns")) {
      Card("Newest output", id: "newest", aside: Tag.a(.href(.app(app.name, .logs))) { "All logs" }) { newest }.html
      Tag.div {
        Card("About", id: "about") { about(frame) }.html
        if let limits {
          Card("Limits", id: "limits", aside: Tag.a(.href(.app(app.name, .settings))) { "Change" }) {
            LimitList(report: limits).html
          }.html
        }
      }
    }
  }

  private var isSite: Bool { if case .files? = detail.plan?.start { true } else { false } }

  @HTMLBuilder private var newest: HTML {
    if isSite, lines.isEmpty {
      EmptyState("A site says nothing") {
        Tag.p { "Its files are answered by the gateway; what its deployments said is among the logs." }
      }.html
    } else if detail.sleepsElsewhere {
      EmptyState("Asleep on its host") {
        Tag.p { "What it wrote is there, and reading it wakes the app: all logs do." }
      }.html
    } else if lines.isEmpty {
      EmptyState("It has not said anything yet") {
        Tag.p { "What the app writes to its output and its error output is kept and shown here." }
      }.html
    } else {
      LogView(lines: lines.suffix(40)).html
    }
  }

  private func closed(_ maintenance: Maintenance) -> HTML {
    Tag.div(.class("notice")) {
      Tag.p {
        Tag.strong { "Closed to visitors. " }
        maintenance.message ?? "They see that it is being worked on."
      }
      Form.button("Open again", .app(app.name, .endMaintenance))
    }
  }

  private func about(_ frame: Frame) -> HTML {
    var fields = FieldList()
    if let plan = detail.plan {
      fields.add("Start") { Tag.code { AppPage.start(plan.start) } }
      if !plan.runtimes.isEmpty { fields.add("Runtimes") { plan.runtimes.map(\.specifier).joined(separator: ", ") } }
      if !isSite { fields.add("Port") { "\(plan.port)" } }
      if let path = plan.healthPath { fields.add("Health check") { Tag.code { path } } }
    }
    if let source = detail.releases.last(where: { $0.state == .live })?.source { fields.add("Source") { source.headline } }
    if let pid = app.pid { fields.add("Process") { "\(pid)" } }
    if let exit = detail.lastExit {
      fields.add("Last exit") {
        "\(exit.reason), "
        Moment(exit.at, frame).html
      }
    }
    fields.add("Data") { Tag.code { detail.dataDirectory } }
    return fields.html
  }

  private static func start(_ mode: StartMode) -> String {
    switch mode {
    case .command(let command, _): command
    case .files(let directory, _): "files in \(directory)"
    }
  }
}

extension AppDetail {
  /// It is frozen on another host, where its output is, too.
  package var sleepsElsewhere: Bool { summary.sleep?.depth == .frozen && plan?.target?.host != nil }
}

/// Limits with how much of each is used.
struct LimitList {
  let report: AppLimitsReport

  var html: HTML {
    let set = report.limits.filter { $0.value != nil }
    if set.isEmpty { return Tag.p(.class("muted")) { "No limits: it may use what the machine has." } }
    return Tag.ul(.class("limits")) {
      for status in set { entry(status) }
      for warning in report.warnings { Tag.li(.class("warning")) { warning } }
    }
  }

  static func title(_ limit: AppLimit) -> String { limit.title.prefix(1).uppercased() + limit.title.dropFirst() }

  private func entry(_ status: AppLimitStatus) -> HTML {
    Tag.li {
      Tag.span { LimitList.title(status.limit) }
      Tag.span(.class("n")) { "\(status.use.map { "\($0) of " } ?? "")\(status.value ?? "")" }
      if let share = status.share { Meter(share: share, label: status.limit.title).html }
      if report.pending.contains(status.limit) { Tag.small { "from the next start on" } }
    }
  }
}

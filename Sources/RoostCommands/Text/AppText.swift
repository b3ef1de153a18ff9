import RoostModel

/// Apps as a person reads them. `now` is in seconds since 1970.
struct AppText {
  let now: Double

  func list(_ apps: [AppSummary], _ style: TextStyle) -> String {
    guard !apps.isEmpty else { return "No apps yet. Deploy one: roost deploy DIR\n" }
    let rows = apps.map { app in
      [
        TextTable.Cell(app.name.text), TextTable.Cell(state(app)) { paint(app.state, $0, style) },
        TextTable.Cell(app.type?.rawValue ?? "-"), TextTable.Cell(app.release.map(String.init) ?? "-"),
        TextTable.Cell(app.startedAt.map { TimeText.length(now - $0) } ?? "-"), TextTable.Cell("\(app.restarts)"),
        TextTable.Cell(app.urls.first ?? "-"),
      ]
    }
    return TextTable(
      heading: ["NAME", "STATE", "TYPE", "RELEASE", "UP", "RESTARTS", "URL"], rows: rows,
      spared: ["RESTARTS", "TYPE", "RELEASE", "UP"]
    ).text(style)
  }

  func detail(_ app: AppDetail, _ style: TextStyle) -> String {
    var fields = FieldList()
    add(app.summary, to: &fields, style)
    fields.add("Runs on", app.plan?.target.map(\.description))
    fields.add("Layers", app.layers)
    fields.add("Data", app.dataDirectory)
    fields.add("Gateway", app.plan?.route.map { RouteText(settings: $0, name: app.summary.name).rules } ?? [])
    fields.add("Rescued", app.rescued.flatMap(rescued))
    fields.add("Last exit", app.lastExit.map { "\($0.reason), \(TimeText.ago($0.at, now: now))" })
    var text = CleanText.clean(fields.text(style), colours: style.enabled)
    if let problem = app.problem { text += ProblemText(problem: problem).text(style) }
    return text + (app.releases.isEmpty ? "" : "\n" + releases(app.releases, style))
  }

  /// One line after a start, stop or restart.
  func change(_ app: AppSummary, _ style: TextStyle) -> String {
    let place = app.state == .stopped ? "" : app.urls.first.map { "  \($0)" } ?? ""
    return "\(style.bold(app.name.text)) is \(paint(app.state, app.state.rawValue, style))\(place)\n"
  }

  /// One line after an app was closed or opened.
  func maintained(_ app: AppSummary, _ style: TextStyle) -> String {
    guard let maintenance = app.maintenance else { return "\(style.bold(app.name.text)) is open to its visitors\n" }
    return "\(style.bold(app.name.text)) is closed to its visitors: \(CleanText.clean(closed(maintenance), colours: false))\n"
  }

  private func state(_ app: AppSummary) -> String { app.state.rawValue + (app.maintenance == nil ? "" : " (closed)") }

  private func closed(_ maintenance: Maintenance) -> String {
    let message = maintenance.message ?? "for maintenance"
    return message
      + (maintenance.allow.isEmpty ? "" : "; not for \(maintenance.allow.map(\.description).joined(separator: ", "))")
  }

  private func rescued(_ count: Int) -> String? {
    count == 0 ? nil : "\(count)x a request without the prefix was sent on; the app's pages fit a host of its own better"
  }

  private func add(_ app: AppSummary, to fields: inout FieldList, _ style: TextStyle) {
    fields.add("Name", app.name.text)
    fields.add("State", paint(app.state, app.state.rawValue, style))
    fields.add("Closed", app.maintenance.map(closed))
    fields.add("Type", app.type?.rawValue)
    fields.add("Release", app.release.map(String.init))
    fields.add("URL", app.urls)
    fields.add("Process", app.pid.map { "\($0)" })
    fields.add("Started", app.startedAt.map { TimeText.ago($0, now: now) })
    fields.add("Restarts", "\(app.restarts)")
  }

  private func releases(_ releases: [ReleaseSummary], _ style: TextStyle) -> String {
    let areTraced = releases.contains { $0.source != nil }
    let rows = releases.map { release in
      let source = areTraced ? [TextTable.Cell(CleanText.line(release.source?.headline ?? "-"))] : []
      return [
        TextTable.Cell("\(release.number)"), TextTable.Cell(release.state.rawValue),
        TextTable.Cell(TimeText.ago(release.createdAt, now: now)),
      ] + source + [TextTable.Cell(CleanText.clean(release.problem?.message ?? "", colours: false))]
    }
    let heading = ["RELEASE", "STATE", "MADE"] + (areTraced ? ["SOURCE"] : []) + ["PROBLEM"]
    return TextTable(heading: heading, rows: rows, spared: ["SOURCE"]).text(style)
  }

  private func paint(_ state: AppState, _ text: String, _ style: TextStyle) -> String {
    switch state {
    case .running: style.green(text)
    case .starting, .sleeping: style.yellow(text)
    case .error, .runtimeMissing: style.red(text)
    case .stopped: style.dim(text)
    }
  }
}

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
    fields.add("Processes", (app.processes ?? []).map(process))
    fields.add("Last exit", app.lastExit.map { "\($0.reason), \(TimeText.ago($0.at, now: now))" })
    var text = CleanText.clean(fields.text(style), colours: style.enabled)
    if let problem = app.problem { text += ProblemText(problem: problem).text(style) }
    return text + (app.releases.isEmpty ? "" : "\n" + ReleaseText(now: now).list(app.releases, style))
  }

  /// One line after a start, stop or restart.
  func change(_ app: AppSummary, _ style: TextStyle) -> String {
    let place = app.state == .stopped ? "" : app.urls.first.map { "  \($0)" } ?? ""
    return "\(style.bold(app.name.text)) is \(paint(app.state, word(of: app), style))\(place)\n"
  }

  /// One line after an app was closed or opened.
  func maintained(_ app: AppSummary, _ style: TextStyle) -> String {
    guard let maintenance = app.maintenance else { return "\(style.bold(app.name.text)) is open to its visitors\n" }
    return "\(style.bold(app.name.text)) is closed to its visitors: \(CleanText.clean(closed(maintenance), colours: false))\n"
  }

  private func state(_ app: AppSummary) -> String { word(of: app) + (app.maintenance == nil ? "" : " (closed)") }

  /// `sleeping (frozen)`
  private func word(of app: AppSummary) -> String {
    app.state.rawValue + (app.sleep.map { " (\($0.depth.rawValue))" } ?? "")
  }

  private func closed(_ maintenance: Maintenance) -> String {
    let message = maintenance.message ?? "for maintenance"
    return message
      + (maintenance.allow.isEmpty ? "" : "; not for \(maintenance.allow.map(\.description).joined(separator: ", "))")
  }

  /// `worker: process 4242, 3 restarts` or `report: 30 4 * * 1-5, next in 3 h`
  private func process(_ process: AppProcess) -> String {
    var words: [String] = []
    if let cron = process.cron { words.append(cron) }
    if let pid = process.pid { words.append("process \(pid)") } else if process.cron == nil { words.append("not running") }
    if process.restarts > 0 { words.append("\(process.restarts) restarts") }
    if let next = process.next { words.append("next in \(TimeText.length(max(0, next - now)))") }
    if let exit = process.lastExit { words.append("last \(exit.reason), \(TimeText.ago(exit.at, now: now))") }
    return "\(process.name): " + words.joined(separator: ", ")
  }

  private func rescued(_ count: Int) -> String? {
    count == 0 ? nil : "\(count)x a request without the prefix was sent on; the app's pages fit a host of its own better"
  }

  private func add(_ app: AppSummary, to fields: inout FieldList, _ style: TextStyle) {
    fields.add("Name", app.name.text)
    let since = app.sleep.map { " since \(TimeText.ago($0.since, now: now))" } ?? ""
    fields.add("State", paint(app.state, word(of: app), style) + since)
    fields.add("Closed", app.maintenance.map(closed))
    fields.add("Type", app.type?.rawValue)
    fields.add("Release", app.release.map(String.init))
    fields.add("URL", app.urls)
    fields.add("Process", app.pid.map { "\($0)" })
    fields.add("Started", app.startedAt.map { TimeText.ago($0, now: now) })
    fields.add("Restarts", "\(app.restarts)")
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

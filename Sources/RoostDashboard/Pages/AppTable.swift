package import RoostModel

/// An app in a list: what it is, and what the gateway has seen of it.
package struct AppRow: Sendable {
  var summary: AppSummary
  var metrics: RouteMetrics?
  /// Requests of the last hour in even steps, oldest first.
  var recent: [Int]

  package init(summary: AppSummary, metrics: RouteMetrics? = nil, recent: [Int] = []) {
    self.summary = summary
    self.metrics = metrics
    self.recent = recent
  }
}

/// All apps, one line each.
struct AppTable {
  let apps: [AppRow]
  let frame: Frame

  static var deployButton: HTML { Tag.a(.class("button primary"), .href(.deploy)) { "Deploy an app" } }

  static var search: HTML {
    VoidTag.input(
      .type("search"), Attribute("data-filters", "apps"), Attribute("placeholder", "Find an app"), .label("Find an app"),
      .class("scripted"),
      Attribute("data-key", "/"))
  }

  var html: HTML {
    guard !apps.isEmpty else { return nothing }
    var table = DataTable(
      "apps", caption: "Applications",
      [
        .text("App"), .text("State"), .text("Type"), .text("Last hour"), .number("Requests"), .number("p50"), .number("Memory"),
        .text("Since"),
      ])
    for app in apps { table.add(id: "app-\(app.summary.name)", cells(app)) }
    return table.html
  }

  private func cells(_ app: AppRow) -> [HTML] {
    let summary = app.summary
    let metrics = app.metrics
    let answered = (metrics?.duration.count ?? 0) > 0
    return [
      Tag.a(.href(.app(summary.name, .overview))) { summary.name.text },
      StateBadge(summary).html,
      HTML(text: summary.type?.rawValue ?? ""),
      Spark(values: app.recent).html,
      HTML(text: metrics.map { NumberText.count($0.requests) } ?? ""),
      HTML(text: answered ? NumberText.latency(metrics?.duration.p50 ?? 0) : ""),
      HTML(text: metrics?.usage?.memory?.description ?? ""),
      since(summary),
    ]
  }

  /// In short: a hundred of these are on one page.
  private func since(_ summary: AppSummary) -> HTML {
    guard let at = summary.sleep?.since ?? summary.startedAt else { return HTML() }
    return Tag.time(.hover(Moment.exact(at))) { Moment.rough(frame.now - at) }
  }

  private var nothing: HTML {
    EmptyState("No apps yet") {
      Tag.p {
        "An app is a directory, a git repository or an archive. Roost finds out what it needs, builds it, starts it and gives it an address."
      }
      Command("roost deploy ./my-app").html
      Tag.p { Tag.a(.class("button primary"), .href(.deploy)) { "Deploy an app" } }
    }.html
  }
}

/// A line of a few values, without scale: whether something happens, and when.
struct Spark {
  let values: [Int]

  var html: HTML {
    guard let most = values.max(), most > 0 else { return HTML() }
    var text = ""
    var last = -1
    for (index, value) in values.enumerated() {
      let height = 16 - value * 15 / most
      if index > 0, height == last, index + 1 < values.count, values[index + 1] == value { continue }
      text += "\(index == 0 ? "M" : "L")\(index * 4) \(height)"
      last = height
    }
    return Tag.svg(.class("spark"), Attribute("viewBox", "0 0 \(max(1, values.count - 1) * 4) 17")) {
      Tag.path(Attribute("d", text))
    }
  }
}

/// The list alone.
package struct AppsPage: Page {
  var apps: [AppRow]

  package init(apps: [AppRow]) { self.apps = apps }

  package var title: String { "Apps" }
  package var place: Place? { .apps }
  package var freshness: Freshness { .events }

  package func actions(_ frame: Frame) -> HTML {
    if apps.count > 8 { AppTable.search }
    Tag.a(.class("button"), .href(.backups)) { "Backups" }
    AppTable.deployButton
  }

  package func content(_ frame: Frame) -> HTML { AppTable(apps: apps, frame: frame).html }
}

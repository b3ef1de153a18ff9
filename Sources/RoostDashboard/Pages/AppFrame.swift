import RoostModel

/// What all pages of one app have above their content: state, addresses, what can be done, tabs.
struct AppFrame {
  let app: AppSummary
  let tab: AppTab
  let frame: Frame

  @HTMLBuilder var html: HTML {
    Tag.div(.id("app"), .class("app-head")) {
      StateBadge(app).html
      if let type = app.type { Tag.span { type.rawValue } }
      if let release = app.release { Tag.a(.href(.app(app.name, .releases))) { "Release \(release)" } }
      since
      Tag.span(.class("urls")) {
        for url in app.urls.prefix(3) { AppFrame.link(url) }
      }
    }
    tabs
  }

  @HTMLBuilder private var since: HTML {
    if let sleep = app.sleep {
      Tag.span {
        "asleep for "
        Moment(sleep.since, frame).length
      }
    } else if let at = app.startedAt, app.state == .running {
      Tag.span {
        "up for "
        Moment(at, frame).length
      }
    }
    if app.restarts > 0 { Tag.span { NumberText.counted(app.restarts, "restart") } }
  }

  static func link(_ url: String) -> HTML {
    guard let link = WebLink(url) else { return HTML(text: url) }
    return Tag.a(.href(link), Attribute("rel", "noopener noreferrer"), Attribute("target", "_blank")) { url }
  }

  private var tabs: HTML {
    Tag.nav(.class("tabs"), .label("Pages of \(app.name)")) {
      for tab in AppTab.allCases { Tag.a(.href(.app(app.name, tab)), .current(tab == self.tab)) { tab.title } }
    }
  }

  /// What fits the state: a stopped app can be started, a running one stopped.
  @HTMLBuilder static func actions(_ app: AppSummary) -> HTML {
    switch app.state {
    case .running, .starting:
      Form.button("Stop", .app(app.name, .stop))
      Form.button("Restart", .app(app.name, .restart))
    case .sleeping:
      Form.button("Stop", .app(app.name, .stop))
      Form.button("Wake", .app(app.name, .wake), kind: "primary")
    case .stopped, .error:
      Form.button("Start", .app(app.name, .start), kind: "primary")
    case .runtimeMissing: HTML()
    }
    if let url = app.urls.first.flatMap(WebLink.init), app.state == .running || app.state == .sleeping {
      Tag.a(.class("button primary"), .href(url), Attribute("rel", "noopener noreferrer"), Attribute("target", "_blank")) {
        "Open"
      }
    }
  }
}

/// A page about one app: the others come from its name and its tab.
protocol AppScopedPage: Page {
  var app: AppSummary { get }
  var tab: AppTab { get }
  @HTMLBuilder func body(_ frame: Frame) -> HTML
}

extension AppScopedPage {
  package var title: String { app.name.text }
  package var place: Place? { .app(app.name, tab) }
  package var freshness: Freshness { .events }
  package func actions(_ frame: Frame) -> HTML { AppFrame.actions(app) }
  @HTMLBuilder package func content(_ frame: Frame) -> HTML {
    AppFrame(app: app, tab: tab, frame: frame).html
    body(frame)
  }
}

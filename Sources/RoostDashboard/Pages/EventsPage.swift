package import RoostModel

/// What happened, newest first.
package struct EventsPage: Page {
  var events: [ServerEvent]

  package init(events: [ServerEvent]) { self.events = events }

  package var title: String { "Events" }
  package var place: Place? { .events }
  package var freshness: Freshness { .events }

  package func content(_ frame: Frame) -> HTML {
    if events.isEmpty {
      EmptyState("Nothing has happened yet") {
        Tag.p {
          "Apps that start, stop or fall over, runtimes that come and go, limits that are reached: all of it is told here."
        }
      }.html
    } else {
      Tag.ol(.id("events"), .class("events")) {
        for event in events.sorted(by: { $0.id > $1.id }) { EventsPage.entry(event, frame) }
      }
    }
  }

  static func entry(_ event: ServerEvent, _ frame: Frame) -> HTML {
    Tag.li(.id("event-\(event.id)")) {
      Moment(event.at, frame).html
      mark(event)
      subject(event)
      Tag.span(.class("foreign")) { event.text }
    }
  }

  private static func mark(_ event: ServerEvent) -> HTML {
    if let state = event.state { return StateBadge(state).html }
    switch event.kind {
    case .runtimeInstalled: return StateBadge("running", "Installed").html
    case .runtimeRemoved: return StateBadge("stopped", "Removed").html
    case .appLimit: return StateBadge("closed", "Limit").html
    case .diskFull: return StateBadge("error", "Disk full").html
    case .appState: return StateBadge("stopped", "App").html
    }
  }

  @HTMLBuilder private static func subject(_ event: ServerEvent) -> HTML {
    if let name = try? AppName(event.subject), event.kind == .appState || event.kind == .appLimit {
      Tag.a(.href(.app(name, .overview))) { name.text }
    } else {
      Tag.strong { event.subject }
    }
  }
}

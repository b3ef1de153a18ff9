package import RoostModel

/// Something that takes time, while it goes on and after it ended.
package struct WorkPage: Page {
  package enum Outcome: Sendable {
    case underWay
    case done(Place)
    case failed(Problem)
  }

  package let title: String
  let number: Int
  var events: [ProgressEvent]
  var outcome: Outcome
  /// Where it can be tried again.
  var back: Place?

  package init(title: String, number: Int, events: [ProgressEvent], outcome: Outcome, back: Place? = nil) {
    self.title = title
    self.number = number
    self.events = events
    self.outcome = outcome
    self.back = back
  }

  package var place: Place? { .work(number) }
  package var freshness: Freshness {
    if case .underWay = outcome { .work } else { .still }
  }

  package func content(_ frame: Frame) -> HTML {
    result
    ProgressList(events: events).html
  }

  private var result: HTML {
    Tag.div(.id("outcome"), Attribute("role", "status")) {
      switch outcome {
      case .underWay:
        Tag.p(.class("lead")) {
          StateBadge("starting", "Under way").html
          " It goes on when this page is closed."
        }
      case .done(let place):
        Tag.div(.class("notice good")) {
          Tag.p { Tag.strong { "Done." } }
          Tag.a(.class("button primary"), .href(place)) { WorkPage.title(of: place) }
        }
      case .failed(let problem):
        ProblemPanel(problem).html
        if let back {
          Tag.p { Tag.a(.class("button"), .href(back)) { "Back to \(WorkPage.name(of: back))" } }
        }
      }
    }
  }

  private static func title(of place: Place) -> String {
    switch place {
    case .app(let name, .overview): "Go to \(name)"
    default: "Go on"
    }
  }

  private static func name(of place: Place) -> String {
    switch place {
    case .draft: "the plan"
    case .app(let name, _): name.text
    case .runtimes: "the runtimes"
    default: "the form"
    }
  }
}

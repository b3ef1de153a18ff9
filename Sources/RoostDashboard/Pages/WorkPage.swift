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

  package init(title: String, number: Int, events: [ProgressEvent], outcome: Outcome) {
    self.title = title
    self.number = number
    self.events = events
    self.outcome = outcome
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
    Tag.div(.id("outcome")) {
      switch outcome {
      case .underWay: Tag.p(.class("lead")) { "Under way. It goes on when this page is closed." }
      case .done(let place):
        Tag.div(.class("notice good")) {
          Tag.p { Tag.strong { "Done." } }
          Tag.a(.class("button primary"), .href(place)) { "Go on" }
        }
      case .failed(let problem): ProblemPanel(problem).html
      }
    }
  }
}

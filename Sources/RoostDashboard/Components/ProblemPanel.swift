import RoostModel

/// A problem as a page shows it: what is wrong, and what mends it as something to press.
struct ProblemPanel {
  let problem: Problem

  init(_ problem: Problem) { self.problem = problem }

  var html: HTML {
    Tag.div(.class("problem"), Attribute("role", "alert")) {
      Tag.h2 { problem.code.title }
      Tag.p { problem.message }
      if let cause = problem.cause {
        Tag.details {
          Tag.summary { "What was behind it" }
          Tag.code(.class("block")) { cause }
        }
      }
      Tag.p(.class("hint")) {
        let (words, command) = ProblemPanel.split(problem.hint)
        if !words.isEmpty { Tag.span { words } }
        if let command { Command(command).html }
        if let (title, place) = ProblemPanel.way(problem.code) { Tag.a(.class("button"), .href(place)) { title } }
      }
    }
  }

  /// A hint is words, and mostly a command behind them: `see which there are: roost app list`.
  static func split(_ hint: String) -> (words: String, command: String?) {
    if hint.hasPrefix("roost ") { return ("", hint) }
    guard let place = hint.firstRange(of: ": roost ") ?? hint.firstRange(of: ": certbot ") else { return (hint, nil) }
    return (String(hint[..<place.lowerBound]), String(hint[hint.index(place.lowerBound, offsetBy: 2)...]))
  }

  /// The page on which it can be mended.
  private static func way(_ code: ProblemCode) -> (String, Place)? {
    switch code {
    case .runtimeMissing, .runtimeUnknown, .runtimeVersionUnavailable, .runtimeInUse, .runtimeConflict: ("Runtimes", .runtimes)
    case .appNotFound, .appExists: ("All apps", .apps)
    case .diskFull, .toolMissing, .strategyUnavailable: ("What the machine can do", .machine)
    default: nil
    }
  }
}

/// A problem beside what it is about, in a line.
enum ProblemNote {
  static func html(_ problem: Problem?) -> HTML {
    guard let problem else { return HTML() }
    return Tag.small(.class("bad")) { problem.message }
  }
}

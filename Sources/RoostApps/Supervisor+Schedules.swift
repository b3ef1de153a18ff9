import RoostModel
import RoostStore

extension Supervisor {
  /// Looks at every full minute, of UTC, which commands of which apps are due. What a machine slept through is done once.
  func keepTime() async {
    var span = MinuteSpan(from: Int(services.now()))
    while true {
      let now = services.now()
      let next = (Int(now) / 60 + 1) * 60
      guard (try? await ContinuousClock().sleep(for: .seconds(Double(next) - now))) != nil else { return }
      guard let passed = span.advance(to: Int(services.now())) else { continue }
      for supervisor in all { await supervisor.runDue(after: passed.after, until: passed.until) }
    }
  }
}

/// The time between two looks at the machine's clock, in seconds since 1970. Pure.
///
/// What a clock that was set forward leaps over counts as slept through. After one that was set back it is counted from there:
/// else nothing would be due until the old time comes again.
struct MinuteSpan: Equatable {
  /// A clock that is brought into step goes back by less than this, and no minute comes twice.
  private static let smallStep = 120
  private var last: Int

  init(from start: Int) { last = start }

  /// What has passed; `nil` when nothing has.
  mutating func advance(to now: Int) -> (after: Int, until: Int)? {
    guard now > last else {
      if last - now > MinuteSpan.smallStep { last = now }
      return nil
    }
    defer { last = now }
    return (last, now)
  }
}

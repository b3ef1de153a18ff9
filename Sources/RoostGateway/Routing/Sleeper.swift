import Synchronization

/// An app that sleeps, to the gateway: who wakes it, and for whom it stays asleep.
package final class Sleeper: Sendable {
  package typealias Wake = @Sendable () -> Void

  let hold: Hold
  let rule: VisitorRule
  private let wake: Wake
  private let rang = Atomic<Bool>(false)

  init(hold: Hold, rule: VisitorRule, wake: @escaping Wake) {
    self.hold = hold
    self.rule = rule
    self.wake = wake
  }

  /// However many ask, it is woken once.
  func ring() {
    if !rang.exchange(true, ordering: .acquiringAndReleasing) { wake() }
  }
}

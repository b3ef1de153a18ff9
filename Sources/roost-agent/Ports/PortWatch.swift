import CRoost
import Glibc
import RoostAgentProtocol

/// Knows the open ports of the environment, and says so when one opens or closes.
///
/// A listen(2) is announced before it happens, so the list is looked at until the new port shows: at once, then after
/// ever longer pauses, for five seconds: who calls may get no processor, or stand still. Where no port comes of it, because the call
/// fails or is about no TCP socket, the search ends there.
/// Where the kernel announces nothing, the list is looked at all the time.
final class PortWatch {
  private static let firstPause: UInt64 = 50_000
  private static let longestPause: UInt64 = 100_000_000
  /// The first eleven are over after a tenth of a second.
  private static let looks = 60
  private static let pollingPause: UInt64 = 100_000_000

  var onChange: (PortTable.Changes) -> Void = { _ in }
  private(set) var table = PortTable()

  private let loop: EventLoop
  private var source: PortSource
  private var watches: [Watch] = []
  /// Announced calls whose port has not shown.
  private var expected = 0
  private var timer: UInt64?

  /// - Parameters:
  ///   - changes: readable when a listening socket was closed; nil where nobody says so.
  ///   - calls: readable when somebody calls listen(2); nil where nobody says so.
  init(_ loop: EventLoop, _ source: PortSource, changes: Descriptor?, calls: Descriptor?) throws(SystemFailure) {
    self.loop = loop
    self.source = source
    if let calls {
      try calls.setNonBlocking()
      watches.append(try loop.watch(calls) { [unowned self] _ in takeCall(from: calls) })
    }
    if let changes { watches.append(try loop.watch(changes) { [unowned self] _ in takeChange(from: changes) }) }
    if watches.count < 2 { pollAgain() }
  }

  /// Looks at the list, and reports what is new. Returns how many ports opened.
  @discardableResult
  func refresh(caller: Int32? = nil) -> Int {
    guard let present = source.look(caller: caller) else { return 0 }
    let found = table.update(present)
    if !found.opened.isEmpty || !found.closed.isEmpty { onChange(found) }
    return found.opened.count
  }

  private func takeCall(from calls: Descriptor) {
    let caller = roost_seccomp_continue(calls.number)
    guard caller >= 0 else { return }
    expected += 1
    look(for: caller, pause: PortWatch.firstPause, left: PortWatch.looks)
  }

  private func takeChange(from changes: Descriptor) {
    _ = roost_ports_watch_drain(changes.number)
    refresh()
  }

  private func look(for caller: Int32, pause: UInt64, left: Int) {
    if let timer { loop.cancelTimer(timer) }
    timer = nil
    expected -= min(expected, refresh(caller: caller))
    if expected == 0 { return }
    guard left > 0 else {
      expected = 0
      return
    }
    timer = loop.after(nanoseconds: pause) { [unowned self] in
      look(for: caller, pause: min(2 * pause, PortWatch.longestPause), left: left - 1)
    }
  }

  private func pollAgain() {
    loop.after(nanoseconds: PortWatch.pollingPause) { [unowned self] in
      refresh()
      pollAgain()
    }
  }
}

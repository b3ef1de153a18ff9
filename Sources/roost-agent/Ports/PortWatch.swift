import CRoost
import Glibc
import RoostAgentProtocol

/// Knows the open ports of the sandbox, and says so when one opens or closes.
///
/// A listen(2) is announced before it happens, so the list is looked at until the new port shows: at once, then after
/// ever longer pauses. A call that fails, or is about no TCP socket, ends the search after some 200 milliseconds.
final class PortWatch {
  private static let capacity = 1024
  private static let firstPause: UInt64 = 50_000
  private static let lastPause: UInt64 = 100_000_000

  var onChange: (PortTable.Changes) -> Void = { _ in }
  private(set) var table = PortTable()

  private let loop: EventLoop
  private let list: Descriptor
  private let changes: Descriptor
  private let calls: Descriptor
  private var watches: [Watch] = []
  /// Announced calls whose port has not shown.
  private var expected = 0
  private var timer: UInt64?
  private var buffer = [roost_port](repeating: roost_port(), count: capacity)

  init(_ loop: EventLoop, list: Descriptor, changes: Descriptor, calls: Descriptor) throws(SystemFailure) {
    self.loop = loop
    self.list = list
    self.changes = changes
    self.calls = calls
    try calls.setNonBlocking()
    watches.append(try loop.watch(calls) { [unowned self] _ in takeCall() })
    watches.append(try loop.watch(changes) { [unowned self] _ in takeChange() })
  }

  /// Looks at the list, and reports what is new. Returns how many ports opened.
  @discardableResult
  func refresh() -> Int {
    let count = roost_ports_list(list.number, &buffer, Int32(PortWatch.capacity))
    guard count >= 0 else { return 0 }
    let found = table.update(Set(buffer.prefix(Int(count)).map(PortRecord.init)))
    if !found.opened.isEmpty || !found.closed.isEmpty { onChange(found) }
    return found.opened.count
  }

  private func takeCall() {
    guard roost_seccomp_continue(calls.number) >= 0 else { return }
    expected += 1
    look(pause: PortWatch.firstPause)
  }

  private func takeChange() {
    _ = roost_ports_watch_drain(changes.number)
    refresh()
  }

  private func look(pause: UInt64) {
    if let timer { loop.cancelTimer(timer) }
    timer = nil
    expected -= min(expected, refresh())
    if expected == 0 { return }
    guard pause <= PortWatch.lastPause else {
      expected = 0
      return
    }
    timer = loop.after(nanoseconds: pause) { [unowned self] in look(pause: pause * 2) }
  }
}

extension PortRecord {
  fileprivate init(_ port: roost_port) {
    let bytes = withUnsafeBytes(of: port.address) { Array($0.prefix(Int(port.length))) }
    self.init(port: port.port, address: bytes)
  }
}

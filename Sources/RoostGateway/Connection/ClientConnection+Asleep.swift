import NIOCore
import RoostModel

/// Requests to an app that sleeps.
extension ClientConnection {
  /// Wakes the app and waits, unless the request is none to wake it for.
  func knock(_ head: RequestHead, on mount: Mount, _ sleeper: Sleeper, _ bytes: inout ByteBuffer) {
    let visitor = bytes.withUnsafeReadableBytes {
      Visitor(head, below: mount.prefix.utf8.count, by: sleeper.rule, in: $0.bytes)
    }
    if let status = visitor.status {
      measure.isUse = false
      bytes.moveReaderIndex(forwardBy: head.end)
      return answer(Answer(status: status, fields: ClientConnection.sleepingFields))
    }
    let isNew = phase != .held
    park(&bytes, on: mount.route.target, sleeper.hold)
    // Who found the queue full is no reason either.
    guard phase == .held else { return }
    // The request may go on before `wake` returns.
    waitsForPage = visitor.isNavigation
    if isNew, visitor.isNavigation { deadline = min(deadline, loop.now + loop.limits.page) }
    sleeper.ring()
  }

  /// Notes of a request to an app that will sleep whether it is a use of it.
  func noteVisitor(_ head: RequestHead, to mount: Mount, by rule: VisitorRule, _ bytes: ByteBuffer) {
    let visitor = bytes.withUnsafeReadableBytes { Visitor(head, below: mount.prefix.utf8.count, by: rule, in: $0.bytes) }
    measure.isUse = visitor.status == nil
  }

  private static let sleepingFields = [(name: "Cache-Control", value: "no-store"), (name: "X-Roost-State", value: "sleeping")]

  /// A page for who waited a moment, in place of a blank one.
  func showWaitingPage() {
    input?.moveReaderIndex(forwardBy: machine.scanner.head.end)
    let page = route.map { Page.waking.naming($0.name) } ?? Page.waking
    var answer = page.answer(as: .html)
    answer.fields.append((name: "X-Roost-State", value: "waking"))
    self.answer(answer)
  }

  /// Whether the request waits for an app to wake that is one to show a page to.
  var isAtSleepersDoor: Bool {
    guard waitsForPage, !isInQueue, let route, case .asleep = route.target.kind else { return false }
    return true
  }
}

import NIOCore
import RoostModel

/// Requests that wait: for a target that serves, or for their turn at a gate. Their head stays in the input, to be looked at again.
extension ClientConnection {
  func park(_ bytes: inout ByteBuffer, on target: Target, _ hold: Hold) {
    guard target.load.count <= hold.requests ?? loop.configuration.maximumHeld else { return answer(.overloaded, &bytes) }
    // What waited on one target goes on waiting on the next: the limit is for all of it.
    if phase != .held { extend(hold.wait.map { TimeAmount($0) } ?? loop.limits.held) }
    phase = .held
  }

  /// The routes changed.
  func routeAgain() {
    if let route, isInQueue, loop.isCurrent(route) { return }
    lookAgain { bytes in
      leaveTarget()
      beginRequest(&bytes)
    }
  }

  /// The request waited for its turn, and has it.
  func goOn() {
    lookAgain { bytes in
      if let mount { begin(machine.scanner.head, at: mount, &bytes) }
    }
  }

  func lookAgain(_ body: (inout ByteBuffer) -> Void) {
    guard var bytes = input else { return }
    input = nil
    body(&bytes)
    guard phase != .closed else { return }
    if bytes.readableBytes > 0 { input = bytes }
    if phase != .held, phase != .connecting, phase != .stranded { continueReading() }
    upstream?.flush()
    flushResponse()
  }

  /// The wait is over, and nothing came.
  func giveUpWaiting() {
    if isAtSleepersDoor { return showWaitingPage() }
    input?.moveReaderIndex(forwardBy: machine.scanner.head.end)
    answer(isInQueue ? .queuedTooLong : .heldTooLong)
  }
}

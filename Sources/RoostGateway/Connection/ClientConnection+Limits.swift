import NIOCore
import RoostModel

/// What a route's limits mean for the request at hand.
extension ClientConnection {
  /// The request's turn at its route's gate: taken, or waited for.
  enum Turn {
    case none
    case taken(RouteGate)
    case awaited(RouteGate, Int)
  }

  /// Returns whether the request goes on now; else it was answered, or waits with its head in the input.
  func admit(_ bytes: inout ByteBuffer, by limiter: RouteLimiter) -> Bool {
    if case .taken(let gate) = turn, gate === limiter.gate { return true }
    if let refusal = limiter.refusal(of: { clientKey }) {
      count(refusal)
      answer(.limited(refusal), &bytes)
      return false
    }
    if let maximum = limiter.maximumBody, !machine.limitBody(to: maximum) {
      refuse(.bodyTooLarge)
      return false
    }
    return limiter.gate.map { enter($0, waiting: limiter.wait, &bytes) } ?? true
  }

  private func enter(_ gate: RouteGate, waiting limit: TimeAmount, _ bytes: inout ByteBuffer) -> Bool {
    let bound = NIOLoopBound(self, eventLoop: loop.eventLoop)
    let eventLoop = loop.eventLoop
    let entry = gate.enter { number in eventLoop.execute { bound.value.turnCame(gate, number) } }
    switch entry {
    case .entered:
      turn = .taken(gate)
      return true
    case .waits(let number):
      turn = .awaited(gate, number)
      extend(limit)
      phase = .held
    case .full:
      meter.refusedByGate.add()
      answer(.busy, &bytes)
    }
    return false
  }

  private func turnCame(_ gate: RouteGate, _ number: Int) {
    guard phase == .held, case .awaited(let awaited, number) = turn, awaited === gate else { return gate.leave() }
    turn = .taken(gate)
    goOn()
  }

  /// The request ends, or is looked at anew.
  func leaveTurn() {
    switch turn {
    case .none: return
    case .taken(let gate): gate.leave()
    case .awaited(let gate, let number): gate.forget(number)
    }
    turn = .none
  }

  var isInQueue: Bool { if case .awaited = turn { true } else { false } }
}

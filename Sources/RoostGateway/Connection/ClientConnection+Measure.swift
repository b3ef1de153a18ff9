import RoostModel

/// What a request leaves behind: numbers, and a line where its app asked for one.
extension ClientConnection {
  /// Of the app that answers, or of none.
  var meter: RouteMeter { (route?.meters ?? loop.meters.unrouted).meter(of: loop.index) }

  /// The request at hand ends. One whose answer was not whole counts as aborted, with the status it was to have.
  @inline(__always)
  func endMeasure(whole: Bool = true) {
    guard measure.isOpen else { return }
    let meter = meter
    meter.received.add(measure.received)
    meter.sent.add(measure.sent)
    if !whole { meter.aborted.add() }
    if measure.isUse { meter.lastEnd.set(Int(truncatingIfNeeded: loop.clock)) }
    if measure.status > 0 { meter.answered(measure.status) }
    if measure.isTunnel {
      meter.webSockets.add(-1)
    } else if measure.status > 0 {
      meter.took(measure.duration(until: loop.clock), firstByte: measure.firstByte)
    }
    if note != nil { logRequest(whole: whole) }
    measure.began = 0
  }

  /// The gateway answers itself, perhaps what was no request.
  func measureAnswer(_ status: Int, sending count: Int) {
    loop.readClock()
    if !measure.isOpen { measure.begin(at: loop.clock, receiving: 0) }
    measure.status = status
    measure.sent += count
  }

  func count(_ refusal: RouteLimiter.Refusal) {
    switch refusal {
    case .rate: meter.refusedByRate.add()
    case .clientRate: meter.refusedByClientRate.add()
    }
  }
}

import NIOCore

/// ``GatewayTimes`` in the unit the event loop counts in.
struct WaitLimits {
  let head, keepAlive, stall, connect, firstByte, stream, held, page, linger, idleUpstream: TimeAmount
  let tick: TimeAmount
  /// As much as one tick may count for.
  let longestTick: TimeAmount

  init(_ times: GatewayTimes) {
    head = TimeAmount(times.head)
    keepAlive = TimeAmount(times.keepAlive)
    stall = TimeAmount(times.stall)
    connect = TimeAmount(times.connect)
    firstByte = TimeAmount(times.firstByte)
    stream = TimeAmount(times.stream)
    held = TimeAmount(times.held)
    page = TimeAmount(times.page)
    linger = TimeAmount(times.linger)
    idleUpstream = TimeAmount(times.idleUpstream)
    tick = TimeAmount(times.tick)
    longestTick = TimeAmount(times.tick * 2)
  }
}

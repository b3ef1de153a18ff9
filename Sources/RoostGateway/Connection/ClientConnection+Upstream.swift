import NIOCore
import RoostModel

/// The way to the app.
extension ClientConnection {
  /// Sends the request at hand over an idle connection, or a fresh one.
  @inline(__always)
  func acquire(_ pool: UpstreamPool) {
    if let connection = pool.take() {
      attach(connection)
    } else {
      connect(pool)
    }
  }

  private func connect(_ pool: UpstreamPool) {
    phase = .connecting
    extend(loop.limits.connect)
    let awaited = pool.target.load
    pool.dial { result in self.dialed(result, awaited) }
  }

  /// The wait for a connection is over, perhaps too late.
  private func dialed(_ result: Result<UpstreamConnection, DialFailure>, _ awaited: TargetLoad) {
    let isAwaited = phase == .connecting && route?.target.load === awaited
    switch result {
    case .success(let connection):
      guard isAwaited else { return connection.pool.put(connection) }
      attach(connection)
      continueReading()
      upstream?.flush()
    case .failure(let failure):
      guard isAwaited else { return }
      answer(.unreachable(failure.problem))
    }
  }

  @inline(__always)
  private func attach(_ connection: UpstreamConnection) {
    guard var exchange else { return connection.pool.put(connection) }
    exchange.sent(onReusedConnection: connection.isReused)
    self.exchange = exchange
    upstream = connection
    phase = .proxying
    extend(exchange.requestDone ? firstByteLimit : loop.limits.stall)
    connection.begin(for: self, isHeadRequest: exchange.isHeadRequest, upgrade: exchange.isUpgrade)
    connection.write(sentHead)
  }

  /// A part of the request's body, or of a tunnel.
  @inline(__always)
  func passRequest(_ slice: ByteBuffer, ends: Bool) {
    guard let upstream else { return }
    measure.received += slice.readableBytes
    upstream.write(slice)
    if phase == .tunnel { return extend(loop.limits.stream) }
    if ends { exchange?.requestEnded() }
    if !(exchange?.responseStarted ?? false) { extend(ends ? firstByteLimit : loop.limits.stall) }
    guard !upstream.isWritable else { return }
    upstream.flush()
    if self.upstream === upstream, !upstream.isWritable { setWaiting(upstream: true) }
  }

  func upstreamTakesMore() { setWaiting(upstream: false) }

  /// The app's connection ended by itself.
  func upstreamLost(_ ending: ResponseMachine.Ending) {
    upstream = nil
    setWaiting(upstream: false)
    guard phase != .tunnel else { return finish() }
    guard var exchange else { return }
    let loss = exchange.lost(ending)
    self.exchange = exchange
    switch loss {
    case .retry:
      meter.retries.add()
      if let route { connect(loop.pool(for: route.target)) }
    case .answer: answer(.connectionLost)
    case .finish:
      leaveRoute()
      finish()
    case .cut: cut()
    }
  }
}

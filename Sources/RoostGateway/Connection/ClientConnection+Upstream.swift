import NIOCore
import RoostModel

/// The way to the app.
extension ClientConnection {
  /// Sends the request at hand over an idle connection, or the first there is.
  @inline(__always)
  func acquire(_ pool: UpstreamPool) {
    if let connection = pool.take() {
      attach(connection)
    } else {
      connect(pool)
    }
  }

  private func connect(_ pool: UpstreamPool) {
    let awaited = awaitConnection(of: pool)
    // A client that left does not stay in the queue.
    pool.want { [weak self] result in self?.connected(result, awaited) ?? false }
  }

  /// Once more, over a connection that carried nothing before: the one that was lost may have company.
  func reconnect(_ pool: UpstreamPool) {
    let awaited = awaitConnection(of: pool)
    pool.dial { result in
      if !self.connected(result, awaited), case .success(let connection) = result { pool.put(connection) }
    }
  }

  private func awaitConnection(of pool: UpstreamPool) -> TargetLoad {
    phase = .connecting
    extend(loop.limits.connect)
    return pool.target.load
  }

  /// The wait for a connection is over. Returns whether it was still on.
  private func connected(_ result: Result<UpstreamConnection, DialFailure>, _ awaited: TargetLoad) -> Bool {
    guard phase == .connecting, route?.target.load === awaited else { return false }
    switch result {
    case .success(let connection):
      attach(connection)
      continueReading()
      upstream?.flush()
    case .failure(let failure): if !strand() { answer(.unreachable(failure.problem)) }
    }
    return true
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
    if phase == .tunnel {
      route?.target.load.noteMessage()
      return extend(loop.limits.stream)
    }
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
      if let route { reconnect(loop.pool(for: route.target)) }
    case .answer: if !strand() { answer(.connectionLost) }
    case .finish:
      leaveRoute()
      finish()
    case .cut: cut()
    }
  }
}

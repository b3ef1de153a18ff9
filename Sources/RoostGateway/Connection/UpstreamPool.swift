import NIOCore
import NIOPosix
import RoostModel

/// The connections of one event loop to one target that nobody uses, who waits for one, and how to make more.
final class UpstreamPool {
  /// Somebody who wants a connection. Returns whether it was still wanted: else the next one is asked.
  typealias Wait = (Result<UpstreamConnection, DialFailure>) -> Bool

  /// How many are made at once. More would not come sooner, and by then others are free again.
  private static let mostDials = 64

  let target: Target
  unowned let loop: GatewayLoop
  /// Longest idle first.
  private var idle: [UpstreamConnection] = []
  private var dials: [ObjectIdentifier: PendingDial] = [:]
  private var waiting: CircularBuffer<Wait> = []
  private var open = 0
  private var isRetired = false
  private var isStopped = false

  init(target: Target, loop: GatewayLoop) {
    self.target = target
    self.loop = loop
  }

  /// Nothing of it is in use: it may be forgotten.
  var isUnused: Bool { open == 0 && dials.isEmpty }

  /// The connection used last: the least likely to be closed by the app meanwhile.
  @inline(__always)
  func take() -> UpstreamConnection? {
    while let connection = idle.popLast() {
      if connection.isOpen { return connection }
    }
    return nil
  }

  /// To whoever waits longest; else it is kept for the next one.
  @inline(__always)
  func put(_ connection: UpstreamConnection) {
    guard !isRetired, connection.isOpen else { return connection.close() }
    if waiting.isEmpty { keep(connection) } else { offer(connection) }
  }

  @inline(__always)
  private func keep(_ connection: UpstreamConnection) {
    guard !isRetired, idle.count < loop.configuration.maximumIdleUpstreams else { return connection.close() }
    connection.idleSince = loop.now
    idle.append(connection)
  }

  private func offer(_ connection: UpstreamConnection) {
    while let next = waiting.popFirst() {
      if next(.success(connection)) { return }
    }
    keep(connection)
  }

  func opened() { open += 1 }
  func closed(_ connection: UpstreamConnection) {
    open -= 1
    idle.removeAll { $0 === connection }
  }

  /// Calls `wait` on the event loop, with a connection that is nobody's or the page that says why there is none: one that
  /// is made for it, or one that is free before.
  func want(_ wait: @escaping Wait) {
    waiting.append(wait)
    dialForWaiting()
  }

  private func dialForWaiting() {
    guard !isStopped else { return }
    let wanted = min(waiting.count, UpstreamPool.mostDials) - dials.count
    for _ in 0..<max(0, wanted) { dial(dialed) }
  }

  private func dialed(_ result: Result<UpstreamConnection, DialFailure>) {
    switch result {
    case .success(let connection): offer(connection)
    case .failure:
      while let next = waiting.popFirst(), !next(result) {}
    }
    dialForWaiting()
  }

  /// Connects and calls `done` on the event loop, with a connection that carried nothing yet.
  func dial(_ done: @escaping (Result<UpstreamConnection, DialFailure>) -> Void) {
    guard case .upstream(let dial, _, _) = target.kind else { return }
    let descriptor = loop.eventLoop.makePromise(of: CInt.self)
    let pending = PendingDial(descriptor)
    dials[ObjectIdentifier(pending)] = pending
    pending.start(dial)
    let connection = UpstreamConnection(pool: self)
    let eventLoop = loop.eventLoop
    let bound = NIOLoopBound(connection, eventLoop: eventLoop)
    descriptor.futureResult.flatMap { UpstreamPool.adopt($0, bound, on: eventLoop) }
      .assumeIsolated().whenComplete { result in
        self.dials[ObjectIdentifier(pending)] = nil
        done(result.map { connection }.mapError(DialFailure.init))
      }
  }

  private static func adopt(
    _ descriptor: CInt, _ connection: NIOLoopBound<UpstreamConnection>, on eventLoop: any EventLoop
  ) -> EventLoopFuture<Void> {
    ClientBootstrap(group: eventLoop)
      .channelOption(.maxMessagesPerRead, value: 4)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(connection.value) }
      }
      .withConnectedSocket(descriptor).map { _ in }
  }

  func expire(_ now: NIODeadline) {
    while let oldest = idle.first, now - oldest.idleSince > loop.limits.idleUpstream {
      idle.removeFirst()
      oldest.close()
    }
  }

  /// Closes what is idle and keeps nothing from now on.
  func retire() {
    isRetired = true
    let connections = idle
    idle = []
    for connection in connections { connection.close() }
  }

  /// The event loop ends: nothing may come back to it.
  func stop() {
    isStopped = true
    retire()
    for dial in Array(dials.values) { dial.cancel() }
  }
}

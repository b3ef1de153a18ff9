import NIOCore
import NIOPosix
import RoostModel

/// The idle connections of one event loop to one target, and how to make more.
final class UpstreamPool {
  let target: Target
  unowned let loop: GatewayLoop
  /// Longest idle first.
  private var idle: [UpstreamConnection] = []
  private var dials: [ObjectIdentifier: PendingDial] = [:]
  private var open = 0
  private var isRetired = false

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

  @inline(__always)
  func put(_ connection: UpstreamConnection) {
    guard !isRetired, connection.isOpen, idle.count < loop.configuration.maximumIdleUpstreams else { return connection.close() }
    connection.idleSince = loop.now
    idle.append(connection)
  }

  func opened() { open += 1 }
  func closed(_ connection: UpstreamConnection) {
    open -= 1
    idle.removeAll { $0 === connection }
  }

  /// Connects and calls `done` on the event loop, with a connection that is nobody's yet or the page that says why not.
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
    retire()
    for dial in Array(dials.values) { dial.cancel() }
  }
}

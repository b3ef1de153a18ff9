import Logging
import NIOPosix

/// What the event loops of one gateway share. Safe from any thread.
struct GatewayShared: Sendable {
  let configuration: GatewayConfiguration
  let board = RouteBoard()
  let connections = ConnectionCount()
  /// For files: opening and looking up may wait for a disk.
  let threads: NIOThreadPool
  let logger: Logger
}

/// Client connections open now, over all event loops.
final class ConnectionCount: Sendable {
  private let load = TargetLoad()

  func opened() -> Int { load.enter() }
  func closed() { load.leave() }
  /// Returns when there are none.
  func none() async { await load.idle() }
}

import NIOCore
import RoostModel
import Synchronization

/// How many connections each address of the network has open. Nobody takes all that there are; this machine's own, a proxy's among them,
/// are not counted.
final class ConnectionShares: Sendable {
  /// A browser opens six, and one for each page that is live.
  static let most = 64

  private let open = Mutex<[ClientKey: Int]>([:])

  var clients: Int { open.withLock { $0.count } }

  /// Whether one more is within the share. What was entered has to leave.
  func enter(_ client: ClientKey) -> Bool {
    open.withLock { open in
      guard open[client, default: 0] < ConnectionShares.most else { return false }
      open[client, default: 0] += 1
      return true
    }
  }

  func leave(_ client: ClientKey) {
    open.withLock { open in
      let left = open[client, default: 1] - 1
      open[client] = left > 0 ? left : nil
    }
  }
}

/// Ends a connection at once that is above its address's share.
final class ConnectionShare: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  private let shares: ConnectionShares
  private var entered: ClientKey?

  init(_ shares: ConnectionShares) { self.shares = shares }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { enter(context) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { leave() }

  func channelActive(context: ChannelHandlerContext) {
    enter(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    leave()
    context.fireChannelInactive()
  }

  private func enter(_ context: ChannelHandlerContext) {
    let address = context.channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) }
    guard entered == nil, let address, !address.isLoopback else { return }
    let client = ClientKey(address)
    guard shares.enter(client) else { return context.close(promise: nil) }
    entered = client
  }

  private func leave() {
    if let entered { shares.leave(entered) }
    entered = nil
  }
}

import Glibc
import Logging
import NIOCore
import NIOPosix
import RoostModel
import Synchronization

/// A listening socket inside an environment at which the gateway answers, for one guest. Open from the moment on at which the gateway
/// listens, until ``close()`` or the gateway's end. Safe from any thread.
package final class GatewayDoor: Sendable {
  private enum State {
    case waiting(CInt)
    case opening
    case open(any Channel)
    case closed
  }

  private let scheme: PublicScheme
  private let guest: GatewayGuest
  private let state: Mutex<State>

  init(_ descriptor: CInt, _ scheme: PublicScheme, _ guest: GatewayGuest) {
    self.scheme = scheme
    self.guest = guest
    state = Mutex(.waiting(descriptor))
  }

  deinit { close() }

  var isClosed: Bool { state.withLock { if case .closed = $0 { true } else { false } } }

  /// Does nothing to one that was opened or closed before.
  func open(_ listener: GatewayListener, _ shared: GatewayShared, _ group: MultiThreadedEventLoopGroup) async {
    guard let descriptor = take() else { return }
    do {
      settle(try await listener.accept(on: descriptor, scheme, from: guest, shared, group))
    } catch {
      state.withLock { $0 = .closed }
      shared.logger.warning(
        "an app does not reach the gateway", metadata: ["app.name": "\(guest.name)", "error": "\(error)"])
    }
  }

  /// Connections that came in go on.
  package func close() {
    let last = state.withLock { state in
      defer { state = .closed }
      return state
    }
    switch last {
    case .waiting(let descriptor): _ = Glibc.close(descriptor)
    case .open(let channel): channel.close(promise: nil)
    // Whoever opens it finds it closed.
    case .opening, .closed: break
    }
  }

  private func take() -> CInt? {
    state.withLock { state in
      guard case .waiting(let descriptor) = state else { return nil }
      state = .opening
      return descriptor
    }
  }

  private func settle(_ channel: any Channel) {
    let isWanted = state.withLock { state in
      guard case .opening = state else { return false }
      state = .open(channel)
      return true
    }
    if !isWanted { channel.close(promise: nil) }
  }
}

import RoostEnvironments
import RoostModel
import Synchronization

/// Which ports an environment has open, followed from its events.
final class PortWatch: Sendable {
  private let open = Mutex<[UInt16]>([])
  private let others: AsyncStream<UInt16>
  private let continuation: AsyncStream<UInt16>.Continuation

  init() { (others, continuation) = AsyncStream.makeStream(of: UInt16.self, bufferingPolicy: .bufferingNewest(1)) }

  /// Follows until the wanted port opens (`true`) or the environment ends (`false`).
  func wait(for wanted: UInt16, in events: AsyncStream<EnvironmentEvent>) async -> Bool {
    for await event in events {
      switch event {
      case .portOpened(let served):
        if served.port == wanted { return true }
        open.withLock { if !$0.contains(served.port) { $0.append(served.port) } }
        continuation.yield(served.port)
      case .portClosed(let served): open.withLock { $0.removeAll { $0 == served.port } }
      case .state(let state) where state.isOver: return false
      default: continue
      }
    }
    return false
  }

  /// A port other than the wanted one that something listens on.
  var other: UInt16? { open.withLock { $0.first } }

  /// The same, waited for. `nil` when the caller is cancelled.
  func nextOther() async -> UInt16? {
    if let other { return other }
    for await port in others { return port }
    return nil
  }
}

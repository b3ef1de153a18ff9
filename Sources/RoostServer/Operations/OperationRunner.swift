import RoostModel
import ServiceLifecycle

/// Runs what must not end with the connection that asked for it: deployments and installations.
///
/// A service: on graceful shutdown it takes nothing more, cancels what runs and waits for it.
struct OperationRunner: Service {
  typealias Operation = @Sendable () async -> Void

  private let operations: AsyncStream<Operation>
  private let submissions: AsyncStream<Operation>.Continuation
  private let limit: Int

  /// `limit` counts the operations that were submitted and not yet begun.
  init(limit: Int = 64) {
    self.limit = limit
    (operations, submissions) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(limit))
  }

  func submit(_ operation: @escaping Operation) throws(Problem) {
    switch submissions.yield(operation) {
    case .enqueued: return
    case .dropped:
      throw Problem(.appBusy, "\(limit) operations are waiting already", hint: "see what is at work: roost app list")
    case .terminated: throw Problem.daemonStopping
    @unknown default: throw Problem.daemonStopping
    }
  }

  func run() async {
    await withDiscardingTaskGroup { group in
      for await operation in operations.cancelOnGracefulShutdown() { group.addTask { await operation() } }
      submissions.finish()
      group.cancelAll()
    }
  }
}

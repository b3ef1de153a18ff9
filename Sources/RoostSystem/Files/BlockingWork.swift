import Dispatch
import Synchronization

/// Runs calls that block (files, locks, hashing) away from the Swift concurrency pool, which has one thread per core.
package enum BlockingWork {
  /// Queues that nothing runs on. A serial queue gets a thread of its own; all of a concurrent one's work would share the
  /// pool's threads, so that two long calls on a machine with two cores would stop everything else.
  private static let idle = Mutex<[DispatchQueue]>([])

  /// Suspends until `body` has run on a thread of its own. Not cancelled half-way: `body` looks for itself.
  package static func run<Value: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
      let queue = idle.withLock { $0.popLast() } ?? DispatchQueue(label: "roost.blocking")
      queue.async {
        let result = Result { () throws(Failure) in try body() }
        idle.withLock { $0.append(queue) }
        continuation.resume(returning: result)
      }
    }
    return try result.get()
  }
}

import Dispatch

/// Runs calls that block (files, locks, hashing) away from the Swift concurrency pool, which has one thread per core.
package enum BlockingWork {
  private static let queue = DispatchQueue(label: "roost.blocking", attributes: .concurrent)

  /// Suspends until `body` has run on a thread of its own queue. Not cancelled half-way: `body` looks for itself.
  package static func run<Value: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
      queue.async {
        do throws(Failure) {
          continuation.resume(returning: .success(try body()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }
}

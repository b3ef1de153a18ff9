/// Work that goes on beside what asked for it: watching a process, draining an old release, keeping an environment warm.
/// Run by the service it belongs to and ended with it. Unbounded: every entry belongs to one app or environment and one
/// event of it.
package struct JobQueue: Sendable {
  package typealias Job = @Sendable () async -> Void
  package let jobs: AsyncStream<Job>
  private let continuation: AsyncStream<Job>.Continuation

  package init() { (jobs, continuation) = AsyncStream.makeStream(of: Job.self) }

  package func add(_ job: @escaping Job) { continuation.yield(job) }
  package func finish() { continuation.finish() }

  /// Does `work` to its end even if the caller is cancelled meanwhile: what clears up must not stop half way. Once the queue is
  /// finished it is the caller itself that works.
  package func toTheEnd<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
    let value: Value? = await withCheckedContinuation { waiter in
      let added = continuation.yield { waiter.resume(returning: await work()) }
      if case .terminated = added { waiter.resume(returning: nil) }
    }
    if let value { return value }
    return await work()
  }
}

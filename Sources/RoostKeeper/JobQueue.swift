/// Work that goes on beside what asked for it: watching an environment, keeping some warm. Run by ``Keeper``, ended with it.
/// Unbounded, because every entry belongs to one environment and one event of it.
struct JobQueue: Sendable {
  typealias Job = @Sendable () async -> Void
  let jobs: AsyncStream<Job>
  private let continuation: AsyncStream<Job>.Continuation

  init() { (jobs, continuation) = AsyncStream.makeStream(of: Job.self) }

  func add(_ job: @escaping Job) { continuation.yield(job) }
  func finish() { continuation.finish() }
}

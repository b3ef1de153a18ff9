/// Work that goes on beside what asked for it: watching a process, draining an old release. Run by ``Supervisor``, ended
/// with it. Unbounded, because every entry belongs to one app and one event of it.
struct JobQueue: Sendable {
  typealias Job = @Sendable () async -> Void
  let jobs: AsyncStream<Job>
  private let continuation: AsyncStream<Job>.Continuation

  init() { (jobs, continuation) = AsyncStream.makeStream(of: Job.self) }

  func add(_ job: @escaping Job) { continuation.yield(job) }
  func finish() { continuation.finish() }
}

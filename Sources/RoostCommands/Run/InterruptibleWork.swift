import Glibc
import RoostModel
import Synchronization

/// Work of this process that Ctrl-C (or SIGTERM) cancels: the first one asks it to take back what it began, the second ends
/// the process.
enum InterruptibleWork {
  /// `interrupted` is called at the first signal, on any thread.
  static func run<Result: Sendable>(
    _ activity: String, interrupted: @escaping @Sendable () -> Void,
    _ operation: @escaping @Sendable () async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let (stream, told) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let count = Mutex(0)
    let signals = SignalWatch([SIGINT, SIGTERM]) { number in
      let isSecond = count.withLock { count in
        count += 1
        return count > 1
      }
      if isSecond { exit(128 + number) }
      told.yield()
    }
    defer { signals.end() }
    do {
      return try await withThrowingTaskGroup(of: Result?.self) { group in
        group.addTask { try await operation() }
        group.addTask {
          for await _ in stream {
            interrupted()
            return nil
          }
          return nil
        }
        defer { group.cancelAll() }
        while let outcome = try await group.next() {
          if let outcome { return outcome }
          group.cancelAll()
        }
        throw CancellationError()
      }
    } catch { throw Problem.unexpected(error, during: activity) }
  }
}

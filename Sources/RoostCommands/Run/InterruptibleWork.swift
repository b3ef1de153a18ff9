import Dispatch
import Glibc
import RoostModel

/// Work of this process that Ctrl-C (or SIGTERM) cancels: the first one asks it to take back what it began, the second ends
/// the process.
enum InterruptibleWork {
  /// `interrupted` is called at the first signal, on any thread.
  static func run<Result: Sendable>(
    _ activity: String, interrupted: @escaping @Sendable () -> Void,
    _ operation: @escaping @Sendable () async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let signals = Signals()
    defer { signals.end() }
    do {
      return try await withThrowingTaskGroup(of: Result?.self) { group in
        group.addTask { try await operation() }
        group.addTask { [stream = signals.stream] in
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

  /// From its making to ``end()``.
  private final class Signals {
    let stream: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]
    private static let watched = [SIGINT, SIGTERM]

    init() {
      let (stream, told) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
      self.stream = stream
      let queue = DispatchQueue(label: "roost.interruption")
      var count = 0
      sources = Signals.watched.map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler {
          count += 1
          if count > 1 { exit(128 + number) }
          told.yield()
        }
        source.resume()
        return source
      }
    }

    func end() {
      for source in sources { source.cancel() }
      for number in Signals.watched { signal(number, SIG_DFL) }
    }
  }
}

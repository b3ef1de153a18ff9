import RoostModel
import Synchronization

/// Remembers that a task was cancelled, for work that goes on all the same.
final class CancellationSign: Sendable {
  private let flag = Mutex(false)

  var isSet: Bool { flag.withLock { $0 } }

  /// `told` is called once, on any thread, when the task is cancelled while `body` runs.
  func watching<Value: Sendable>(
    told: @escaping @Sendable () -> Void, _ body: @escaping @Sendable () async throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    let result = await withTaskCancellationHandler {
      do throws(Problem) { return Result<Value, Problem>.success(try await body()) } catch { return .failure(error) }
    } onCancel: {
      self.flag.withLock { $0 = true }
      told()
    }
    return try result.get()
  }
}

import Glibc
import NIOCore
import Synchronization

/// A dial under way. It ends once, on whichever side comes first; a connection that comes after that is closed.
final class PendingDial: Sendable {
  private let promise: Mutex<EventLoopPromise<CInt>?>
  private let task = Mutex<Task<Void, Never>?>(nil)

  init(_ promise: EventLoopPromise<CInt>) { self.promise = Mutex(promise) }

  func start(_ dial: @escaping Target.Dial) {
    let running = Task {
      do {
        self.settle(.success(try await dial()))
      } catch {
        self.settle(.failure(error))
      }
    }
    task.withLock { $0 = running }
  }

  func cancel() {
    task.withLock { $0 }?.cancel()
    settle(.failure(CancellationError()))
  }

  /// Completes under the lock: whoever cancels before the event loop ends then knows that nothing reaches it later.
  private func settle(_ result: Result<CInt, any Error>) {
    let isLate = promise.withLock { promise in
      guard let awaited = promise else { return true }
      promise = nil
      awaited.completeWith(result)
      return false
    }
    if isLate, case .success(let descriptor) = result { close(descriptor) }
  }
}

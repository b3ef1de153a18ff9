import Dispatch
import Glibc
import Synchronization

/// Signals of this process that are told instead of ending it, from its making to ``end()``.
///
/// The dispatch library puts its handler in place at the first source of a signal and never again, so the handler is kept
/// and put back for the next watch: else that would hear nothing.
final class SignalWatch {
  private let numbers: [Int32]
  private let sources: [any DispatchSourceSignal]
  private let left = DispatchGroup()
  private static let handlers = Mutex<[Int32: sigaction]>([:])

  /// `told` is called for each on a queue of its own, one after the other.
  init(_ numbers: [Int32], told: @escaping @Sendable (Int32) -> Void) {
    self.numbers = numbers
    let left = left
    let queue = DispatchQueue(label: "roost.signals")
    sources = numbers.map { number in
      SignalWatch.prepare(number)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { told(number) }
      left.enter()
      source.setCancelHandler { left.leave() }
      source.resume()
      return source
    }
  }

  /// Signals mean again what they usually do. Not to be called from `told`. Harmless the second time.
  func end() {
    for source in sources where !source.isCancelled { source.cancel() }
    // One that is still being taken down would get the next one's signals.
    left.wait()
    for number in numbers { SignalWatch.restore(number) }
  }

  /// The first time ignored until the source is there.
  private static func prepare(_ number: Int32) {
    guard var handler = handlers.withLock({ $0[number] }) else { return _ = signal(number, SIG_IGN) }
    sigaction(number, &handler, nil)
  }

  private static func restore(_ number: Int32) {
    var present = sigaction()
    sigaction(number, nil, &present)
    let isHandler = unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self) > 1
    if isHandler { handlers.withLock { [present] handlers in handlers[number] = present } }
    signal(number, SIG_DFL)
  }
}

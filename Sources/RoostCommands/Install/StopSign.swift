import Dispatch
import Glibc
import Synchronization

/// What Ctrl-C and SIGTERM mean while a package manager works: it is never ended half-way. The runtime at work is finished,
/// the others are not begun.
final class StopSign {
  private final class Flag: Sendable {
    let value = Mutex(false)
  }

  private let flag = Flag()
  private let sources: [any DispatchSourceSignal]

  /// From now until ``end()``.
  init(console: Console) {
    let flag = flag
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: DispatchQueue(label: "roost.stop"))
      source.setEventHandler {
        flag.value.withLock { $0 = true }
        console.note("stopping when the runtime at work is finished: a package manager is not ended half-way\n")
      }
      source.resume()
      return source
    }
  }

  var isSet: @Sendable () -> Bool {
    let flag = flag
    return { flag.value.withLock { $0 } }
  }

  func end() {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}
